import 'server-only';
import type { DemoCredentials } from '@/cli/demo/load-demo';
import type { Env } from '@/platform/env';
import { asOwner } from '@/platform/migrate';
import { systemScope } from '@/session/system-scope';

/**
 * Loads the demo tenant into a database without tenants, if this installation is a demo (by
 * default where the database is the embedded one), and answers its credentials at every start.
 */
export async function greetDemo(env: Env, adminUrl: string): Promise<DemoCredentials | undefined> {
  const wanted = env.DEMO ?? env.DATABASE_URL === undefined;
  if (!wanted) return undefined;
  const tenants = await listTenants(adminUrl);
  if (tenants.length === 0) {
    const { loadDemoOnce } = await import('@/cli/load-demo-once');
    return loadDemoOnce(adminUrl);
  }
  const demo = tenants.find((tenant) => tenant.is_demo && tenant.disabled_at === null);
  const { demoCredentials } = await import('@/cli/demo/load-demo');
  return demo && demoCredentials(await systemScope(demo.id, 'demo'));
}

interface ListedTenant {
  id: string;
  is_demo: boolean;
  disabled_at: Date | null;
}

function listTenants(adminUrl: string): Promise<ListedTenant[]> {
  return asOwner(adminUrl, async (client) => {
    const { rows } = await client.query<ListedTenant>(
      'SELECT id, is_demo, disabled_at FROM app.list_tenants()',
    );
    return rows;
  });
}
