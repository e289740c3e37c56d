import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import { readSectionMembers, readSectionReach } from '@/people/read-section-members';
import { readAudiences } from '@/settings/read-sections';
import { Section } from '@/ui/page';
import { AudienceForm } from './audience-form';
import { onScreen } from './section-words';

/** Who has which section of the portal. */
export async function Sections({ scope }: { scope: Scope<Technician> }) {
  const t = await getTranslations();
  const [audiences, reach, members] = await Promise.all([
    readAudiences(scope),
    readSectionReach(
      scope,
      onScreen.map(({ name }) => name),
    ),
    Promise.all(
      onScreen.map(async ({ name: section }) => ({
        company: await readSectionMembers(scope, { section, whom: 'company' }),
        contact: await readSectionMembers(scope, { section, whom: 'contact' }),
      })),
    ),
  ]);
  return (
    <Section title={t('console.admin.sections.title')} lead={t('console.admin.sections.lead')}>
      <div className="grid gap-10">
        {onScreen.map(({ name, title, lead }, index) => (
          <section key={name} aria-labelledby={`section-${name}`} className="grid gap-4">
            <div>
              <h3 id={`section-${name}`}>{t(title)}</h3>
              <p className="text-muted">{t(lead)}</p>
            </div>
            <AudienceForm
              section={name}
              saved={audiences[name]}
              reach={reach[name]}
              members={members[index]!}
            />
          </section>
        ))}
      </div>
    </Section>
  );
}
