import { Lock } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import { type Entitlement, readEntitlements } from '@/settings/entitlements';
import { Section } from '@/ui/page';
import { StatusPill } from '@/ui/status-pill';
import { DeedButton } from '../../../_forms/deed-button';
import { requestEntitlementAction } from './actions';

const words = {
  assistant: {
    name: 'console.admin.entitlements.assistant.name',
    what: 'console.admin.entitlements.assistant.what',
  },
  selfService: {
    name: 'console.admin.entitlements.selfService.name',
    what: 'console.admin.entitlements.selfService.what',
  },
  softwareCatalogue: {
    name: 'console.admin.entitlements.softwareCatalogue.name',
    what: 'console.admin.entitlements.softwareCatalogue.what',
  },
} as const satisfies Record<Entitlement, { name: string; what: string }>;

/** What the operator has not granted, each with the way to ask for it; nothing where there is none. */
export async function LockedCards({ scope }: { scope: Scope<Technician> }) {
  const locked = readEntitlements(scope).filter(({ granted }) => !granted);
  if (locked.length === 0) return null;
  const t = await getTranslations();
  const { timeZone } = scope.tenant;
  const format = new Intl.DateTimeFormat(scope.language, { timeZone, dateStyle: 'medium' });
  return (
    <Section
      title={t('console.admin.entitlements.title')}
      lead={t('console.admin.entitlements.lead')}
    >
      <ul className="rows">
        {locked.map(({ name, requested }) => (
          <li key={name} className="flex flex-wrap items-start justify-between gap-3 py-3">
            <div className="grid min-w-0 flex-1 basis-72 gap-1">
              <p className="flex items-center gap-2 font-medium">
                <Lock aria-hidden className="size-4 flex-none text-muted" />
                {t(words[name].name)}
              </p>
              <p className="text-sm text-muted">{t(words[name].what)}</p>
            </div>
            {requested ? (
              <StatusPill>
                {t('console.admin.entitlements.requested', {
                  day: format.format(requested.at),
                  name: requested.by,
                })}
              </StatusPill>
            ) : (
              <DeedButton
                action={requestEntitlementAction}
                fields={{ entitlement: name }}
                aria-label={`${t('console.admin.entitlements.request')}: ${t(words[name].name)}`}
              >
                {t('console.admin.entitlements.request')}
              </DeedButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
