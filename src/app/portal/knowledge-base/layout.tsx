import type { ReactNode } from 'react';
import './knowledge.css';
import { PortalShell } from '@/app/portal/_frame/portal-shell';
import { PublicFrame } from '@/app/portal/_frame/public-frame';
import { findSignedInContact } from '@/session/scope-of-request';

/** For contacts inside their portal, for everybody else in a frame of its own. */
export default async function KnowledgeLayout({ children }: { children: ReactNode }) {
  const signedIn = await findSignedInContact();
  if (signedIn && !signedIn.mustChangePassword) {
    return <PortalShell scope={signedIn.scope}>{children}</PortalShell>;
  }
  return <PublicFrame>{children}</PublicFrame>;
}
