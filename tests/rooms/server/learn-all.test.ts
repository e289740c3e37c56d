import { expect, it } from 'vitest';
import { databaseFigures } from '@/platform/db';
import { serveContexts } from '@/server/serve-contexts';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeDomain, storeCertificate } from '~tests/setup/own-domain';
import { makeTenant } from '~tests/setup/tenants';
import { makeTestCa } from '~tests/setup/test-ca';

await freshDatabase();

it('what was learned at the start is shown without a question to the database', async () => {
  const tenant = await makeTenant();
  const host = 'help.acme.test';
  const ca = await makeTestCa();
  await makeDomain(tenant, host, { isSecure: true });
  await storeCertificate(tenant, host, await ca.issue(host));
  const contexts = serveContexts();
  await contexts.learnAll();
  const before = databaseFigures().transactions;
  expect(await contexts.find(host)).toBeDefined();
  expect(databaseFigures().transactions).toBe(before);
});
