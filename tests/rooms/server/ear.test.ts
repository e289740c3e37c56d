import { expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { newId } from '@/platform/ids';
import { closeEar, listen, notify, onReconnect, openEar } from '@/platform/notify';
import { freshDatabase } from '~tests/setup/fresh-database';
import { openRelay } from './relay';

const urls = await freshDatabase();
const relay = await openRelay(urls.runtime);

it('the ear comes back after an outage, and asks for a connection twice a second at most', async () => {
  const heard: unknown[] = [];
  let back = 0;
  listen('servicedesk_events', (payload) => heard.push(payload));
  onReconnect(() => back++);
  await openEar(relay.url);
  const before = relay.connections();
  relay.cut();
  await new Promise((resolve) => setTimeout(resolve, 3_200));
  expect(relay.connections() - before).toBeLessThan(9);
  relay.mend();
  await vi.waitFor(() => expect(back).toBe(1), { timeout: 5_000 });
  await inTenant(newId(), (tx) => notify(tx, 'servicedesk_events', { number: 7 }));
  await vi.waitFor(() => expect(heard).toEqual([{ number: 7 }]));
  await closeEar();
  relay.close();
});
