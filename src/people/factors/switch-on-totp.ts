import 'server-only';
import { randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { lockTechnician } from '@/people/technician-rows';
import { clock } from '@/platform/clock';
import { seal } from '@/platform/crypto';
import { Refusal } from '@/platform/errors';
import { ofOwner, ownerOf } from './own-factors';
import { makeFirstRecoveryCodes } from './recovery-codes';
import { technicianTotps } from './tables';
import { digitsOf, openTotpSecret, totpSecret } from './take-code';
import { base32, otpauthUri, secretBytes, stepOfCode } from './totp';

/**
 * Makes the secret for an authenticator app. It protects nothing before a code has confirmed it,
 * within an hour; beginning again makes another one. Refuses (409) where an app is on already.
 */
export async function beginTotp(scope: Scope<Technician>): Promise<void> {
  const secretSealed = seal(totpSecret, randomBytes(secretBytes).toString('base64url'));
  await inTransaction(scope, async (tx) => {
    const [row] = await tx
      .insert(technicianTotps)
      .values({ ...ownerOf(scope), secretSealed })
      .onConflictDoUpdate({
        target: [technicianTotps.tenantId, technicianTotps.technicianId],
        set: { secretSealed, createdAt: sql`now()` },
        setWhere: isNull(technicianTotps.confirmedAt),
      })
      .returning({ id: technicianTotps.technicianId });
    if (!row) throw new Refusal('people.totpOn');
  });
}

export interface TotpSetUp {
  /** For typing, in groups of four. */
  secret: string;
  /** For the QR code. */
  uri: string;
}

/** A secret that waits for its first code, for the page that shows it; undefined without one. */
export async function readTotpSetUp(scope: Scope<Technician>): Promise<TotpSetUp | undefined> {
  const [row] = await inReadTransaction(scope, (tx) =>
    tx.select().from(technicianTotps).where(waiting(scope)),
  );
  const secret = row && openTotpSecret(row.secretSealed);
  if (!secret) return undefined;
  return {
    secret: base32(secret).replace(/(.{4})(?=.)/g, '$1 '),
    uri: otpauthUri(secret, scope.tenant.name, scope.actor.email),
  };
}

/** Forgets a secret that no code has confirmed; harmless without one. */
export async function cancelTotp(scope: Scope<Technician>): Promise<void> {
  await inTransaction(scope, (tx) => tx.delete(technicianTotps).where(waiting(scope)));
}

export const ConfirmTotp = z.object({ code: z.string().max(100) });

/**
 * Switches the app on with its first code; that code is used up. With the first factor come
 * recovery codes, this once. Refuses a wrong code (422), and (409) where nothing was begun.
 */
export async function confirmTotp(
  scope: Scope<Technician>,
  { code }: z.output<typeof ConfirmTotp>,
): Promise<{ recoveryCodes?: string[] }> {
  const owner = ownerOf(scope);
  return inTransaction(scope, async (tx) => {
    await lockTechnician(tx, scope, owner.technicianId);
    const [row] = await tx.select().from(technicianTotps).where(waiting(scope));
    const secret = row && openTotpSecret(row.secretSealed);
    if (!row || !secret) throw new Refusal('people.totpNotBegun');
    const step = stepOfCode(secret, digitsOf(code) ?? '', clock.now());
    if (step === undefined) throw codeWrong();
    const [confirmed] = await tx
      .update(technicianTotps)
      .set({ confirmedAt: sql`now()`, lastStep: step })
      .where(and(waiting(scope), eq(technicianTotps.secretSealed, row.secretSealed)))
      .returning({ id: technicianTotps.technicianId });
    if (!confirmed) throw new Refusal('people.totpNotBegun');
    const codes = await makeFirstRecoveryCodes(tx, owner);
    await record(tx, scope, 'technician.totpSwitchedOn', owner.technicianId);
    return codes ? { recoveryCodes: codes } : {};
  });
}

/** Whoever comes upon the open page of yesterday must not finish what was begun with a proof. */
const waiting = (scope: Scope<Technician>) =>
  and(
    ofOwner(technicianTotps, ownerOf(scope)),
    isNull(technicianTotps.confirmedAt),
    gt(technicianTotps.createdAt, sql`now() - interval '1 hour'`),
  );

function codeWrong(): Refusal {
  return new Refusal('people.codeWrong', { status: 422, fields: { code: 'people.codeWrong' } });
}
