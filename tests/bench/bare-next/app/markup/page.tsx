import { Pool } from 'pg';
import { drawAll } from '../drawn';

export const dynamic = 'force-dynamic';

const pool = new Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 10 });

/**
 * The elements of another page and one query: what React and Next alone take for that much
 * markup, with no session, no languages and no code of ours.
 */
export default async function Page() {
  await pool.query('SELECT now()');
  return <div>{drawAll()}</div>;
}
