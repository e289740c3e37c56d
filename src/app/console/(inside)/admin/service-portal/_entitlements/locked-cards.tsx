import { Lock } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import { readEntitlements } from '@/settings/entitlements';
import { Section } from '@/ui/page';
import { StatusPill } from '@/ui/status-pill';
import { DeedButton } from '../../../_forms/deed-button';
import { requestEntitlementAction } from './actions';

/** What the operator has not granted, each with the way to ask for it; nothing where there is none. */
export async function LockedCards({ scope }: { scope: Scope<Technician> }) {
  const locked = readEntitlements(scope).filter(({ granted }) => !granted);
  if (locked.length === 0) return null;
  const t = await getTranslations('console.admin.entitlements');
  const { timeZone } = scope.tenant;
  const format = new Intl.DateTimeFormat(scope.language, { timeZone, dateStyle: 'medium' });
  return (
    <Section title={t('title')} lead={t('lead')}>
      <ul className="rows">
        {locked.map(({ name, requested }) => (
          <li key={name} className="flex flex-wrap items-start justify-between gap-3 py-3">
            <div className="grid min-w-0 flex-1 basis-72 gap-1">
              <p className="flex items-center gap-2 font-medium">
                <Lock aria-hidden className="size-4 flex-none text-muted" />
                {t(`${name}.name`)}
              </p>
              <p className="text-sm text-muted">{t(`${name}.what`)}</p>
            </div>
            {requested ? (
              <StatusPill>
                {t('requested', { day: format.format(requested.at), name: requested.by })}
              </StatusPill>
            ) : (
              <DeedButton
                action={requestEntitlementAction}
                fields={{ entitlement: name }}
                aria-label={`${t('request')}: ${t(`${name}.name`)}`}
              >
                {t('request')}
              </DeedButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
