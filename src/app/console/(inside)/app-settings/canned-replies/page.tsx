import { Plus } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { readCannedReplies } from '@/tickets/desk/read-canned-replies';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader } from '@/ui/page';
import { Badge } from '@/ui/status-pill';

const path = '/console/app-settings/canned-replies';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.canned.title') };
}

/** The technician's own canned replies and the team's. */
export default async function CannedRepliesPage() {
  const scope = await requireTechnician();
  const replies = await orNotFoundPage(readCannedReplies(scope));
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.nav.breadcrumb')}
            steps={[
              { label: t('console.nav.appSettings'), href: '/console/app-settings' },
              { label: t('console.canned.title') },
            ]}
          />
        }
        title={t('console.canned.title')}
        lead={t('console.canned.lead')}
        actions={
          <ButtonLink href={`${path}/new`} variant="primary" icon={<Plus aria-hidden />}>
            {t('console.canned.new')}
          </ButtonLink>
        }
      />
      {replies.length === 0 ? (
        <EmptyState
          drawing="letters"
          title={t('console.canned.none')}
          text={t('console.canned.noneText')}
        />
      ) : (
        <ul className="rows">
          {replies.map((reply) => (
            <li key={reply.id}>
              <Link href={`${path}/${reply.id}`} className="row">
                <span className="row-main">
                  <span className="flex items-center gap-2">
                    <span className="row-title" dir="auto">
                      {reply.title}
                    </span>
                    {reply.isTeams && <Badge>{t('console.canned.team')}</Badge>}
                  </span>
                  <span className="row-note row-title block" dir="auto">
                    {reply.body}
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
