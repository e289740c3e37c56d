import { onDatabase } from './statement';

/** A database of its own, copied from the migrated template. Copies wait for each other. */
export async function cloneDatabase(
  adminUrl: string,
  name: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  for (let attempt = 1; ; attempt++) {
    try {
      await onDatabase(adminUrl, `CREATE DATABASE ${name} TEMPLATE servicedesk_template`);
      break;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: async () => {
      await onDatabase(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
