import { getTranslations } from 'next-intl/server';
import { findSignedInContact } from '@/session/scope-of-request';
import { ButtonLink } from '@/ui/button';
import { ErrorState } from '@/ui/empty-state';
import { Page } from '@/ui/page';
import { EntryFrame } from './_frame/entry-frame';
import { PortalShell } from './_frame/portal-shell';
import { readReader } from './_frame/read-reader';

/** The one answer for what is not there and for what this person may not see. */
export default async function NotFoundPage() {
  const { tenant } = await readReader();
  const signedIn = await findSignedInContact();
  const t = await getTranslations();
  const words = (
    <>
      <title>{`${t('portal.notFound.title')} · ${tenant.name}`}</title>
      <ErrorState
        drawing="lost"
        title={t('portal.notFound.title')}
        why={t('portal.notFound.why')}
        next={t('portal.notFound.next')}
        action={
          <ButtonLink href="/" variant="primary">
            {t('portal.goHome')}
          </ButtonLink>
        }
      />
    </>
  );
  if (!signedIn || signedIn.mustChangePassword) return <EntryFrame>{words}</EntryFrame>;
  return (
    <PortalShell scope={signedIn.scope}>
      <Page>{words}</Page>
    </PortalShell>
  );
}
