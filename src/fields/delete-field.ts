import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound, Refusal } from '@/platform/errors';
import { settingsCan } from '@/settings/policy';
import { fieldKey } from './field-input';
import { lockFields } from './lock-fields';
import { ticketFields } from './tables';

export const DeleteField = z.object({ key: fieldKey });

/**
 * Ends a field. Its values stay on their tickets, out of sight, until a field of the same key and
 * type is created. Refuses who is no admin (403), an unknown field (404), a default one and one
 * that others hang on (409).
 */
export async function deleteField(scope: Scope, input: z.input<typeof DeleteField>): Promise<void> {
  const { key } = DeleteField.parse(input);
  refuseUnlessPermitted(settingsCan.change(scope));
  await inTransaction(scope, async (tx) => {
    const { fields } = await lockFields(tx, scope);
    const field = orNotFound(fields.find((one) => one.key === key));
    if (field.isDefault) throw new Refusal('ticketFields.defaultStays');
    const waiting = fields.find((one) => one.showWhen?.field === key);
    if (waiting) throw new Refusal('ticketFields.othersHangOn', { values: { field: waiting.key } });
    await tx
      .update(ticketFields)
      .set({ deletedAt: sql`now()` })
      .where(
        and(
          eq(ticketFields.tenantId, scope.tenant.id),
          eq(ticketFields.key, key),
          isNull(ticketFields.deletedAt),
        ),
      );
    const { type, labels, portal, required } = field;
    await record(tx, scope, 'ticketField.deleted', key, {
      before: { name: key, type, labels, portal, required },
    });
  });
}
