import { Plus } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { readTechnicians } from '@/people/read-technicians';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { secondFactorSince } from '@/settings/require-second-factor';
import { Avatar } from '@/ui/avatar';
import { ButtonLink } from '@/ui/button';
import { Page, PageHeader, Section } from '@/ui/page';
import { Badge, StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { InstantSwitch } from '../../_forms/instant-switch';
import { requireSecondFactorAction } from './actions';

const path = '/console/admin/technicians';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.technicians.title') };
}

/** The list has at least the admin who looks at it, so it is never empty. */
export default async function TechniciansPage() {
  const scope = await requireAdmin();
  const technicians = await orNotFoundPage(readTechnicians(scope));
  const t = await getTranslations();
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone };
  return (
    <Page>
      <PageHeader
        title={t('console.admin.technicians.title')}
        lead={t('console.admin.technicians.lead')}
        actions={
          <ButtonLink href={`${path}/new`} variant="primary" icon={<Plus aria-hidden />}>
            {t('console.admin.technicians.new')}
          </ButtonLink>
        }
      />
      <ul className="rows">
        {technicians.map((technician) => (
          <li key={technician.id}>
            <Link href={`${path}/${technician.id}`} className="row">
              <Avatar name={technician.name} />
              <span className="row-main">
                <span className="flex items-center gap-2">
                  <span className="row-title" dir="auto">
                    {technician.name}
                  </span>
                  {technician.role === 'admin' && (
                    <Badge tone="accent">{t('console.admin.technicians.admin')}</Badge>
                  )}
                  {technician.id === scope.actor.id && (
                    <Badge>{t('console.admin.technicians.you')}</Badge>
                  )}
                </span>
                <span className="row-note row-title block">
                  {technician.email}
                  {technician.hasSecondFactor && ` · ${t('console.admin.technicians.factorOn')}`}
                </span>
              </span>
              {technician.disabled && (
                <StatusPill>{t('console.admin.technicians.disabled')}</StatusPill>
              )}
              {!technician.disabled && technician.lastSignedInAt && (
                <TimeAgo at={technician.lastSignedInAt} {...time} className="row-note" />
              )}
              {!technician.disabled && !technician.lastSignedInAt && (
                <StatusPill tone="warning">{t('console.admin.technicians.neverIn')}</StatusPill>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <Section title={t('console.security.title')} className="mt-8">
        <InstantSwitch
          action={requireSecondFactorAction}
          name="secondFactorRequired"
          fields={{}}
          checked={secondFactorSince(scope) !== undefined}
          label={t('console.admin.technicians.factorRequired')}
          help={t('console.admin.technicians.factorRequiredHelp')}
        />
      </Section>
    </Page>
  );
}
