import { expect, it } from 'vitest';
import { readLikelyDuplicates } from '@/people/likely-duplicates';
import { databaseFigures } from '@/platform/db';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';
import { asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
const tenant = await makeTenant();
const technician = await asTechnician(tenant);

it('duplicates are found in a company where thousands share a word of their names', async () => {
  const company = await makeCompany(tenant);
  await onDatabase(
    urls.admin,
    `INSERT INTO contacts (tenant_id, id, company_id, name, username, email)
     SELECT $1::uuid, gen_random_uuid(), $2::uuid, md5(n::text) || ' Kumar', 'many-' || n, 'p' || n || '@many.test'
     FROM generate_series(1, 8000) n
     UNION ALL VALUES ($1, gen_random_uuid(), $2::uuid, 'Anastasia Kumar', 'twin-1', 'a@many.test'),
       ($1, gen_random_uuid(), $2, 'Anastasia Kumarr', 'twin-2', 'b@many.test'),
       ($1, gen_random_uuid(), $2, 'Somebody Else', 'box-1', 'shared@many.test'),
       ($1, gen_random_uuid(), $2, 'Nobody Here', 'box-2', 'shared@other.test')`,
    [tenant.id, company.id],
  );
  const pairs = await readLikelyDuplicates(technician);
  expect(pairs.map(({ first, second }) => [first.name, second.name].sort())).toEqual([
    ['Nobody Here', 'Somebody Else'],
    ['Anastasia Kumar', 'Anastasia Kumarr'],
  ]);
  expect(databaseFigures().away).toBe(false);
});
