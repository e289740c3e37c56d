import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { servedSections } from '@/app/portal/_sections';
import type { Visibility } from '@/fields/field';
import type { ContactView } from '@/people/read-contact';
import type { ContactVisibility } from '@/tickets/visibility/read-contact-visibility';
import { StatusPill } from '@/ui/status-pill';
import {
  companyReasonWords,
  reachWords,
  sectionReasonWords,
  sectionWords,
} from './visibility-words';

/** Section by section, then what they see of tickets, then what is announced, with the reasons. */
export async function VisibilityFacts({
  contact: { name, company },
  visibility: { sections, companyTickets, statuses, fields, announcements },
  language,
}: {
  contact: Pick<ContactView, 'name' | 'company'>;
  visibility: ContactVisibility;
  language: string;
}) {
  const t = await getTranslations();
  const who = { name, company: company.name };
  const list = (labels: string[]) => ({ list: new Intl.ListFormat(language).format(labels) });
  const served = sections.filter((section) => servedSections.includes(section.name));
  const shown = statuses.filter(({ visible }) => visible).map(({ label }) => label);
  const hidden = statuses.filter(({ visible }) => !visible).map(({ label }) => label);
  const fieldsThatAre = (wanted: Visibility) =>
    fields.filter(({ portal }) => portal === wanted).map(({ label }) => label);
  const [editable, readOnly, unseen] = [
    fieldsThatAre('editable'),
    fieldsThatAre('readOnly'),
    fieldsThatAre('hidden'),
  ];
  const pill = (has: boolean) => (
    <StatusPill tone={has ? 'success' : 'neutral'}>
      {has ? t('console.people.sees.shown') : t('console.people.sees.hidden')}
    </StatusPill>
  );
  return (
    <dl className="facts max-sm:grid-cols-1 max-sm:gap-y-1">
      {served.map((section) => (
        <Fact key={section.name} label={t(sectionWords[section.name])}>
          {pill(section.has)}
          <p dir="auto">{t(sectionReasonWords[section.reason], who)}</p>
        </Fact>
      ))}
      <Fact label={t('portal.nav.companyTickets', who)}>
        {pill(companyTickets.has)}
        <p dir="auto">{t(companyReasonWords[companyTickets.reason], who)}</p>
      </Fact>
      <Fact label={t('console.people.sees.statuses')}>
        {shown.length > 0 ? (
          <p dir="auto">{t('console.people.sees.statusesShown', list(shown))}</p>
        ) : (
          <p>{t('console.people.sees.statusesNone')}</p>
        )}
        {hidden.length > 0 && (
          <p dir="auto">{t('console.people.sees.statusesHidden', list(hidden))}</p>
        )}
      </Fact>
      <Fact label={t('console.people.sees.fields')}>
        {editable.length > 0 && (
          <p dir="auto">{t('console.people.sees.fieldsEditable', list(editable))}</p>
        )}
        {readOnly.length > 0 && (
          <p dir="auto">{t('console.people.sees.fieldsReadOnly', list(readOnly))}</p>
        )}
        {unseen.length > 0 && (
          <p dir="auto">{t('console.people.sees.fieldsHidden', list(unseen))}</p>
        )}
      </Fact>
      <Fact label={t('console.people.sees.announcements')}>
        {announcements.length === 0 && <p>{t('console.people.sees.announcementsNone')}</p>}
        {announcements.map((one) => (
          <p key={one.id} className="break-words">
            <q lang={one.language} dir="auto">
              {one.text}
            </q>{' '}
            <span dir="auto">({t(reachWords[one.reach], who)})</span>
          </p>
        ))}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt dir="auto" className="max-sm:mt-2">
        {label}
      </dt>
      <dd className="grid min-w-0 gap-1">{children}</dd>
    </>
  );
}
