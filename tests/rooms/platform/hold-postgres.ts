import { startEmbeddedPostgres } from '@/platform/embedded-postgres';

/** A process that uses the embedded Postgres of a directory until a line comes in, or for good. */
const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' });
console.log(JSON.stringify({ adminUrl: postgres.adminUrl, pid: postgres.pid }));
process.stdin.once('data', async () => {
  await postgres.stop();
  process.exit(0);
});
