import 'server-only';
import { findSignedInContact } from '@/session/scope-of-request';
import { Page } from '@/ui/page';
import { EntryFrame } from './entry-frame';
import { Missing } from './missing';
import { PortalShell } from './portal-shell';

/** The same with its frame, for addresses that belong to no page. */
export async function FramedMissing() {
  const signedIn = await findSignedInContact();
  if (!signedIn || signedIn.mustChangePassword) {
    return (
      <EntryFrame>
        <Missing />
      </EntryFrame>
    );
  }
  return (
    <PortalShell scope={signedIn.scope}>
      <Page>
        <Missing />
      </Page>
    </PortalShell>
  );
}
