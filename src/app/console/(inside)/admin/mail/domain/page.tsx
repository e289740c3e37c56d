import { getTranslations } from 'next-intl/server';
import { readSendingDomain } from '@/notifications/outbound/read-sending-domain';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { Notice } from '@/ui/notice';
import { Page, PageHeader, Section } from '@/ui/page';
import { TextField } from '@/ui/text-field';
import { TimeAgo } from '@/ui/time-ago';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { DeedButton } from '../../../_forms/deed-button';
import { SavingForm } from '../../../_forms/saving-form';
import { MailTabs } from '../mail-tabs';
import {
  changeSendingAddressAction,
  checkSendingDomainAction,
  renewDkimKeyAction,
} from './actions';
import { Findings } from './findings';
import { KeyRecord } from './key-record';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.sending.title') };
}

/** From which address mails come, what proves that it is the tenant's, and what the DNS says. */
export default async function SendingDomainPage() {
  const scope = await requireAdmin();
  const sending = await orNotFoundPage(readSendingDomain(scope));
  const t = await getTranslations();
  const { address, domain, comesFrom, keys, findings, checkedAt } = sending;
  const waits = keys.some(({ state }) => state === 'waiting');
  return (
    <Page>
      <PageHeader title={t('console.admin.mailLog.title')} lead={t('console.admin.mailLog.lead')} />
      <MailTabs current="domain" />
      <Section title={t('console.admin.sending.title')} lead={t('console.admin.sending.lead')}>
        <SavingForm
          action={changeSendingAddressAction}
          submit={t('console.admin.save')}
          saved={t('console.admin.saved')}
        >
          <TextField
            key={address}
            name="address"
            type="email"
            label={t('console.admin.sending.address')}
            mark={t('console.admin.optional')}
            help={t('console.admin.sending.addressHelp')}
            defaultValue={address ?? ''}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            maxLength={254}
          />
        </SavingForm>
        <Notice tone={address && comesFrom !== address ? 'warning' : 'info'} className="mt-4">
          {t(
            address && comesFrom !== address
              ? 'console.admin.sending.notYet'
              : 'console.admin.sending.comesFrom',
            { address: comesFrom, own: address ?? '' },
          )}
        </Notice>
      </Section>
      {domain && (
        <>
          <Section
            title={t('console.admin.sending.records')}
            lead={t('console.admin.sending.recordsLead', { domain })}
            flush
          >
            <ul className="rows">
              {keys.map((key) => (
                <KeyRecord key={key.id} sendingKey={key} />
              ))}
            </ul>
          </Section>
          <Section
            title={t('console.admin.sending.checks')}
            lead={
              checkedAt ? (
                <>
                  {t('console.admin.sending.checked')}{' '}
                  <TimeAgo
                    at={checkedAt}
                    locale={scope.language}
                    timeZone={scope.tenant.timeZone}
                  />
                </>
              ) : (
                t('console.admin.sending.notChecked')
              )
            }
          >
            <Findings findings={findings} />
            <div className="button-group mt-4">
              <DeedButton action={checkSendingDomainAction} fields={{}}>
                {t('console.admin.sending.check.now')}
              </DeedButton>
              <ConfirmDeed
                action={renewDkimKeyAction}
                fields={{}}
                button={t('console.admin.sending.renew')}
                title={t('console.admin.sending.renewTitle')}
                text={t('console.admin.sending.renewText')}
                deed={t('console.admin.sending.renew')}
                variant="primary"
                reason={waits ? t('refusals.notifications.keyWaits') : undefined}
              />
            </div>
          </Section>
        </>
      )}
    </Page>
  );
}
