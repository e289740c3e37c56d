import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound } from '@/platform/errors';
import { settingsCan } from '@/settings/policy';
import { fieldKey } from './field-input';
import { lockFields, saveField } from './lock-fields';

export const MoveField = z.object({
  key: fieldKey,
  /** Its place from 0 on; past the end it is the last. */
  position: z.coerce.number().int().min(0).max(1_000),
});

/**
 * Puts a field to another place in forms and on tickets; the others close up. Refuses who is no
 * admin (403) and an unknown field (404).
 */
export async function moveField(scope: Scope, input: z.input<typeof MoveField>): Promise<void> {
  const { key, position } = MoveField.parse(input);
  refuseUnlessPermitted(settingsCan.change(scope));
  await inTransaction(scope, async (tx) => {
    const { fields, rows } = await lockFields(tx, scope);
    const field = orNotFound(fields.find((one) => one.key === key));
    const order = fields.filter((one) => one !== field).toSpliced(position, 0, field);
    const [before, after] = [fields, order].map((list) => list.map((one) => one.key));
    if (before!.join() === after!.join()) return;
    const places = new Map(rows.map((row) => [row.key, row.position]));
    for (const [at, one] of order.entries()) {
      if (places.get(one.key) !== at) await saveField(tx, scope, one, { position: at });
    }
    await record(tx, scope, 'ticketField.moved', key, {
      before: { name: key, order: before },
      after: { name: key, order: after },
    });
  });
}
