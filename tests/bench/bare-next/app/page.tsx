import { Pool } from 'pg';

export const dynamic = 'force-dynamic';

const pool = new Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 10 });

/** One dynamic page with one query, as small as it gets. */
export default async function Page() {
  const { rows } = await pool.query<{ now: Date }>('SELECT now()');
  return <p>It is {rows[0]?.now.toISOString()}.</p>;
}
