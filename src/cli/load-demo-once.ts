import 'server-only';
import { Refusal } from '@/platform/errors';
import { asOwner } from '@/platform/migrate';
import { demoTenant } from './demo/content/demo-tenant';
import { type DemoCredentials, loadDemo } from './demo/load-demo';
import { listTenants } from './list-tenants';

/**
 * Makes the demo tenant. Refuses (409) where it is there, or its name is somebody else's.
 * `adminUrl` is of the operator's own user.
 */
export async function loadDemoOnce(adminUrl: string): Promise<DemoCredentials> {
  try {
    return await loadDemo();
  } catch (error) {
    if (!(error instanceof Refusal && error.key === 'tenants.slugTaken')) throw error;
    const { slug } = demoTenant;
    const tenants = await asOwner(adminUrl, listTenants);
    const isThere = tenants.some((one) => one.slug === slug && one.isDemo);
    const key = isThere ? 'tenants.demoIsThere' : 'tenants.demoSlugTaken';
    throw new Refusal(key, { status: 409, values: { slug } });
  }
}
