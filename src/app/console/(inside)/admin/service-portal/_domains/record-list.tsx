import { getTranslations } from 'next-intl/server';
import type { Instruction } from '@/certificates/diagnosis';
import { registeredDomainOf } from '@/tenants/registered-domain';
import { CopyButton } from '@/ui/copy-button';

const purposes = {
  route: 'console.admin.domains.purpose.route',
  proof: 'console.admin.domains.purpose.proof',
  both: 'console.admin.domains.purpose.both',
} as const satisfies Record<Instruction['purpose'], string>;

/** The records to enter, the ways around them folded away. */
export async function RecordList({ host, records }: { host: string; records: Instruction[] }) {
  const t = await getTranslations();
  const main = records.filter(({ isAlternative }) => !isAlternative);
  const others = records.filter(({ isAlternative }) => isAlternative);
  return (
    <div className="grid gap-3">
      <h4 className="font-medium">{t('console.admin.domains.records', { count: main.length })}</h4>
      <Records records={main} host={host} />
      {others.length > 0 && (
        <details className="domain-fold">
          <summary>{t('console.admin.domains.alternatives')}</summary>
          <p className="field-help max-w-prose">{t('console.admin.domains.alternativesHelp')}</p>
          <Records records={others} host={host} />
        </details>
      )}
    </div>
  );
}

async function Records({ records, host }: { records: Instruction[]; host: string }) {
  const t = await getTranslations();
  const zone = registeredDomainOf(host);
  return (
    <ul className="domain-records">
      {records.map(({ type, name, value, purpose }) => {
        const label = name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : '';
        return (
          <li key={`${type} ${name} ${value}`}>
            <dl>
              <div>
                <dt>{t('console.admin.domains.type')}</dt>
                <dd className="py-1 font-mono">{type}</dd>
              </div>
              <div>
                <dt>{t('console.admin.domains.name')}</dt>
                <Copied value={name} of={t('console.admin.domains.copyName', { type })} />
                {label && (
                  <dd className="row-note wrap-anywhere">
                    {t.rich('console.admin.domains.nameShort', { zone, label, code })}
                  </dd>
                )}
              </div>
              <div>
                <dt>{t('console.admin.domains.value')}</dt>
                <Copied value={value} of={t('console.admin.domains.copyValue', { type })} />
                <dd className="row-note">{t(purposes[purpose])}</dd>
              </div>
            </dl>
          </li>
        );
      })}
    </ul>
  );
}

const code = (words: React.ReactNode) => <code className="font-mono">{words}</code>;

function Copied({ value, of }: { value: string; of: string }) {
  return (
    <dd className="flex items-start justify-between gap-2">
      <code className="min-w-0 break-all py-1 font-mono" dir="ltr">
        {value}
      </code>
      <CopyButton value={value} iconOnly of={of} />
    </dd>
  );
}
