import { Pool } from 'pg';
import { Drawn } from './drawn';

export const dynamic = 'force-dynamic';

const pool = new Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 10 });

/** The same as one client component that brings its content along: nothing of it travels twice. */
export default async function Page() {
  await pool.query('SELECT now()');
  return <Drawn />;
}
