import { getTranslations } from 'next-intl/server';
import { readTechnician } from '@/people/read-technicians';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ButtonLink } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Page, PageHeader, Section } from '@/ui/page';
import { StatusPill } from '@/ui/status-pill';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { DeedButton } from '../../../_forms/deed-button';
import { SavingForm } from '../../../_forms/saving-form';
import { withQuery } from '../../../_lists/query-text';
import { TechnicianFields } from '../technician-fields';
import { resetFactorsAction } from './_factors/actions';
import { mailTechnicianAgainAction } from './_mail/actions';
import {
  changeTechnicianAction,
  disableTechnicianAction,
  enableTechnicianAction,
  sendTechnicianWelcomeAction,
} from './actions';

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Params) {
  const scope = await requireAdmin();
  return { title: (await orNotFoundPage(readTechnician(scope, (await params).id))).name };
}

export default async function TechnicianPage({ params }: Params) {
  const scope = await requireAdmin();
  const technician = await orNotFoundPage(readTechnician(scope, (await params).id));
  const t = await getTranslations();
  const { id, name, email, disabled, hasSecondFactor, notMailed } = technician;
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.admin.path')}
            steps={[
              { label: t('console.admin.technicians.title'), href: '/console/admin/technicians' },
              { label: name },
            ]}
          />
        }
        title={<bdi>{name}</bdi>}
        meta={disabled && <StatusPill>{t('console.admin.technicians.disabled')}</StatusPill>}
        actions={
          <ButtonLink variant="quiet" href={withQuery('/console/admin/audit-log', { actor: id })}>
            {t('console.admin.technicians.deeds')}
          </ButtonLink>
        }
      />
      {notMailed && (
        <Notice tone="warning" title={t('console.people.notMailed.title', { address: email })}>
          <p className="mb-3">{t('console.people.notMailed.text')}</p>
          <DeedButton action={mailTechnicianAgainAction} fields={{ id }} size="sm">
            {t('console.people.notMailed.again')}
          </DeedButton>
        </Notice>
      )}
      <Section title={t('console.admin.technicians.facts')}>
        <SavingForm
          action={changeTechnicianAction}
          submit={t('console.admin.save')}
          saved={t('console.admin.saved')}
        >
          <input type="hidden" name="id" value={id} />
          <TechnicianFields technician={technician} />
        </SavingForm>
      </Section>
      <Section
        title={t('console.admin.technicians.access')}
        lead={t('console.admin.technicians.accessLead', { disabled: String(disabled), name })}
      >
        <div className="grid gap-4">
          {!disabled && (
            <DeedButton
              action={sendTechnicianWelcomeAction}
              fields={{ id }}
              done={t('console.admin.technicians.sent')}
              reason={notMailed ? t('refusals.people.notMailed') : undefined}
              help={t('console.admin.technicians.resendHelp')}
            >
              {t('console.admin.technicians.resend')}
            </DeedButton>
          )}
          {disabled ? (
            <DeedButton action={enableTechnicianAction} fields={{ id }}>
              {t('console.admin.technicians.enable', { name })}
            </DeedButton>
          ) : (
            <ConfirmDeed
              action={disableTechnicianAction}
              fields={{ id }}
              button={t('console.admin.technicians.disable', { name })}
              title={t('console.admin.technicians.disableTitle', { name })}
              text={t('console.admin.technicians.disableText')}
              reason={id === scope.actor.id ? t('refusals.people.notYourself') : undefined}
            />
          )}
        </div>
      </Section>
      <Section
        title={t('console.security.title')}
        lead={
          hasSecondFactor
            ? t('console.admin.technicians.factorOnLead', { name })
            : t('console.admin.technicians.factorOffLead', { name })
        }
      >
        {hasSecondFactor && (
          <ConfirmDeed
            action={resetFactorsAction}
            fields={{ id }}
            button={t('console.admin.technicians.resetFactors')}
            title={t('console.admin.technicians.resetFactorsTitle', { name })}
            text={t('console.admin.technicians.resetFactorsText')}
            reason={id === scope.actor.id ? t('console.admin.technicians.ownFactors') : undefined}
          />
        )}
      </Section>
    </Page>
  );
}
