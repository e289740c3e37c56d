import type { ReactNode } from 'react';
import { requireAdmin } from '@/session/require-person';
import { CertificateBanner } from '../../_shell/certificate-banner';

/** Above every page for admins: what of the installation needs them. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const scope = await requireAdmin();
  return (
    <>
      <CertificateBanner scope={scope} />
      {children}
    </>
  );
}
