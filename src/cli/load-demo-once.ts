import 'server-only';
import { Refusal } from '@/platform/errors';
import { asOwner } from '@/platform/migrate';
import type { DatabaseUrls } from '@/platform/roles';
import { demoTenant } from './demo/content/demo-tenant';
import { type DemoCredentials, loadDemo } from './demo/load-demo';
import { tenantBySlug } from './list-tenants';

/** Makes the demo tenant. Refuses (409) where it is there, or its name is somebody else's. */
export async function loadDemoOnce(urls: DatabaseUrls): Promise<DemoCredentials> {
  try {
    return await loadDemo();
  } catch (error) {
    if (!(error instanceof Refusal && error.key === 'tenants.slugTaken')) throw error;
    const { slug } = demoTenant;
    const { isDemo } = await asOwner(urls.admin, (owner) => tenantBySlug(owner, slug));
    const key = isDemo ? 'tenants.demoIsThere' : 'tenants.demoSlugTaken';
    throw new Refusal(key, { status: 409, values: { slug } });
  }
}
