import type { ReactNode } from 'react';
import { PortalShell } from '@/app/portal/_frame/portal-shell';
import { requireContact } from '@/session/require-person';

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  return <PortalShell scope={await requireContact()}>{children}</PortalShell>;
}
