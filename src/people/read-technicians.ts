import 'server-only';
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import type { Role, Scope, Staff } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { hasSecondFactor } from './factors/own-factors';
import { refuseUnlessCan } from './policy';
import { technicians } from './tables';
import { ownTechnician } from './technician-rows';

export interface TechnicianRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  language: string | null;
  disabled: boolean;
  /** An authenticator app or a passkey. */
  hasSecondFactor: boolean;
  /** Mails to them came back, so that none are sent. */
  notMailed: boolean;
  lastSignedInAt: Date | null;
  createdAt: Date;
}

export const ReadTechnicians = z.object({
  /** Only those who can sign in: for choosing an assignee. */
  enabledOnly: z.boolean().default(false),
});

/** All technicians by name; a tenant's staff is small enough for one list. One round trip. */
export async function readTechnicians(
  scope: Scope<Staff>,
  input: z.input<typeof ReadTechnicians> = {},
): Promise<TechnicianRow[]> {
  refuseUnlessCan(scope, 'readTechnicians');
  const { enabledOnly } = ReadTechnicians.parse(input);
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select(columns)
      .from(technicians)
      .where(
        and(
          eq(technicians.tenantId, scope.tenant.id),
          enabledOnly ? isNull(technicians.disabledAt) : undefined,
        ),
      )
      .orderBy(technicians.name, technicians.id),
  );
  return rows.map(technicianRow);
}

/** One technician; a foreign or unknown id is not found. */
export async function readTechnician(scope: Scope<Staff>, id: string): Promise<TechnicianRow> {
  refuseUnlessCan(scope, 'readTechnicians');
  const [row] = isUuid(id)
    ? await inReadTransaction(scope, (tx) =>
        tx.select(columns).from(technicians).where(ownTechnician(scope, id)),
      )
    : [];
  return technicianRow(orNotFound(row));
}

const columns = {
  ...getTableColumns(technicians),
  hasSecondFactor: hasSecondFactor(),
  // Names written out: in a select of one table Drizzle leaves the table's name off its columns.
  notMailed: sql<boolean>`exists (select from mail_suppressions m
    where m.tenant_id = technicians.tenant_id and m.address = technicians.email)`,
};

function technicianRow(
  row: typeof technicians.$inferSelect & { hasSecondFactor: boolean; notMailed: boolean },
): TechnicianRow {
  const { id, name, email, role, language, hasSecondFactor, notMailed, lastSignedInAt, createdAt } =
    row;
  const disabled = row.disabledAt !== null;
  const facts = { id, name, email, role, language, disabled, hasSecondFactor, notMailed };
  return { ...facts, lastSignedInAt, createdAt };
}
