import { getTranslations } from 'next-intl/server';
import { readContact } from '@/people/read-contact';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { Notice } from '@/ui/notice';
import { Page, Section } from '@/ui/page';
import type { PageInput } from '../../../_shell/page-input';
import { ConfirmDeed } from '../../_forms/confirm-deed';
import { DeedButton } from '../../_forms/deed-button';
import { InstantSwitch } from '../../_forms/instant-switch';
import { reasonOf } from '../../_forms/reason-of';
import { SavingForm } from '../../_forms/saving-form';
import { readCompanyOptions } from '../company-options';
import { ContactFields } from '../contact-fields';
import { CredentialsCard } from './_credentials/credentials-card';
import { slipWords } from './_credentials/slip-words';
import { NotMailedNotice } from './_mail/not-mailed-notice';
import { PrivacySection } from './_privacy/privacy-section';
import { WhatTheySee } from './_visibility/what-they-see';
import {
  changeContactAction,
  disableContactAction,
  enableContactAction,
  setPrimaryContactAction,
} from './actions';
import { ContactHeader } from './contact-header';
import { GoneNotice } from './gone-notice';

type Params = PageInput<{ id: string }>;

export async function generateMetadata({ params }: Params) {
  const scope = await requireTechnician();
  return { title: (await orNotFoundPage(readContact(scope, (await params).id))).name };
}

export default async function ContactPage({ params, searchParams }: Params) {
  const scope = await requireTechnician();
  const { id } = await params;
  const [contact, companies] = await orNotFoundPage(
    Promise.all([readContact(scope, id), readCompanyOptions(scope)]),
  );
  const t = await getTranslations();
  const { name } = contact;
  if (contact.erased || contact.mergedInto) {
    return (
      <Page>
        <ContactHeader scope={scope} contact={contact} />
        <GoneNotice contact={contact} />
      </Page>
    );
  }
  return (
    <Page>
      <ContactHeader scope={scope} contact={contact} />
      {(await searchParams).preview === 'over' && (
        <Notice tone="info">{t('console.people.sees.previewOver')}</Notice>
      )}
      <NotMailedNotice
        contact={contact}
        time={{ locale: scope.language, timeZone: scope.tenant.timeZone }}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid gap-6 max-lg:order-2">
          <Section title={t('console.people.contacts.facts')}>
            <SavingForm
              action={changeContactAction}
              submit={t('console.people.save')}
              saved={t('console.people.saved')}
            >
              <input type="hidden" name="id" value={id} />
              <ContactFields contact={contact} companies={companies} />
            </SavingForm>
          </Section>
          <WhatTheySee scope={scope} contact={contact}>
            <InstantSwitch
              action={setPrimaryContactAction}
              name="isPrimary"
              fields={{ id }}
              checked={contact.isPrimary}
              label={t('console.people.contacts.primary')}
              help={t('console.people.contacts.primaryConsequence', {
                name,
                company: contact.company.name,
                primary: String(contact.isPrimary),
              })}
            />
          </WhatTheySee>
          <Section
            title={t('console.people.contacts.access')}
            lead={t('console.people.contacts.accessLead', {
              disabled: String(contact.disabled),
              name,
            })}
          >
            {contact.disabled ? (
              <DeedButton action={enableContactAction} fields={{ id }}>
                {t('console.people.contacts.enable', { name })}
              </DeedButton>
            ) : (
              <ConfirmDeed
                action={disableContactAction}
                fields={{ id }}
                button={t('console.people.contacts.disable', { name })}
                title={t('console.people.contacts.disableTitle', { name })}
                text={t('console.people.contacts.disableText')}
              />
            )}
          </Section>
          {contact.can.erase.allowed && (
            <PrivacySection contact={{ id, name, username: contact.username }} />
          )}
        </div>
        <CredentialsCard
          contact={{
            id,
            name,
            username: contact.username,
            hasEmail: contact.email !== null,
            state: contact.credentials.state,
            canReveal: contact.credentials.canReveal,
            welcomed: contact.welcomedAt !== null,
          }}
          reasons={{
            generate: reasonOf(t, contact.can.generate),
            welcome: reasonOf(t, contact.can.welcome),
          }}
          slip={await slipWords(scope, contact)}
        />
      </div>
    </Page>
  );
}
