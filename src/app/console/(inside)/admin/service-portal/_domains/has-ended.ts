import type { DomainView } from '@/certificates/domain-view';
import { clock } from '@/platform/clock';
import { isServed } from '@/tenants/domain-states';

/** A host that answers with a certificate which browsers accept no more. */
export function hasEnded({ state, certificate }: Pick<DomainView, 'state' | 'certificate'>) {
  return isServed(state) && certificate !== null && certificate.notAfter <= clock.now();
}
