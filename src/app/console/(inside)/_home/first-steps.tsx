import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/ui/button';
import { Section } from '@/ui/page';
import { StatusPill } from '@/ui/status-pill';

/** What a new tenant does first; gone once all of it is done. */
export async function FirstSteps({
  hasCompany,
  hasContact,
  hasTicket,
}: {
  hasCompany: boolean;
  hasContact: boolean;
  hasTicket: boolean;
}) {
  const t = await getTranslations();
  if (hasCompany && hasContact && hasTicket) return null;
  const steps = [
    {
      done: hasCompany,
      text: t('console.home.stepCompany'),
      deed: t('console.home.stepCompanyDeed'),
      href: '/console/companies',
    },
    {
      done: hasContact,
      text: t('console.home.stepContact'),
      deed: t('console.home.stepContactDeed'),
      href: '/console/contacts',
    },
    {
      done: hasTicket,
      text: t('console.home.stepTicket'),
      deed: t('console.tickets.new'),
      href: '/console/tickets/new',
    },
  ];
  const next = steps.findIndex(({ done }) => !done);
  return (
    <Section title={t('console.home.firstSteps')} lead={t('console.home.firstStepsLead')}>
      <ol className="rows">
        {steps.map(({ done, text, deed, href }, at) => (
          <li key={href} className="row">
            <StatusPill tone={done ? 'success' : 'neutral'}>
              {done ? t('console.home.done') : t('console.home.open')}
            </StatusPill>
            <span className="row-main">{text}</span>
            {!done && (
              <ButtonLink href={href} size="sm" variant={at === next ? 'primary' : 'secondary'}>
                {deed}
              </ButtonLink>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
