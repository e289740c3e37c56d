import { expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { newId } from '@/platform/ids';
import { readNumbers } from '@/tickets/read-numbers';
import { tickets } from '@/tickets/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { aTicket, makeDesk } from './desk';

await freshDatabase();
const desk = await makeDesk();

it('gives the numbers of one’s own tickets, and of nothing else', async () => {
  const number = await aTicket(desk.requester);
  const other = await makeDesk();
  await aTicket(other.requester);
  const idOf = async ({ tenant }: typeof desk) => {
    const rows = await inTenant(tenant.id, (tx) => tx.select({ id: tickets.id }).from(tickets));
    return rows[0]!.id;
  };
  const [own, foreign] = [await idOf(desk), await idOf(other)];
  const found = await readNumbers(desk.technician, [own, foreign, newId(), 'open']);
  expect(found).toEqual(new Map([[own, number]]));
});

it('is refused to contacts (403)', async () => {
  const refusal = await refusalOf(readNumbers(desk.requester as never, [newId()]));
  expect(refusal).toMatchObject({ status: 403 });
});
