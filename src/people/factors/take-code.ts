import 'server-only';
import { and, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { clock } from '@/platform/clock';
import { open, tokenHash } from '@/platform/crypto';
import { type FactorOwner, ofOwner } from './own-factors';
import { recoveryCodes, technicianTotps } from './tables';
import { stepOfCode } from './totp';

/** Seals the secrets that authenticator apps share with us. */
export const totpSecret = 'totp-secret';

export const openTotpSecret = (sealed: string): Buffer | undefined => {
  const plain = open(totpSecret, sealed);
  return plain === undefined ? undefined : Buffer.from(plain, 'base64url');
};

/**
 * Takes what somebody typed as their second factor: a code of their app, each once, or a recovery
 * code. Only one of two who send the same one at once gets through. Says which it was; undefined
 * for anything else.
 */
export async function takeCode(
  tx: Tx,
  owner: FactorOwner,
  typed: string,
): Promise<'code' | 'recoveryCode' | undefined> {
  const code = digitsOf(typed);
  if (code === undefined) return takeRecoveryCode(tx, owner, typed);
  const own = and(ofOwner(technicianTotps, owner), isNotNull(technicianTotps.confirmedAt));
  const [row] = await tx.select().from(technicianTotps).where(own);
  const secret = row && openTotpSecret(row.secretSealed);
  const step = secret && stepOfCode(secret, code, clock.now());
  if (step === undefined) return undefined;
  const [taken] = await tx
    .update(technicianTotps)
    .set({ lastStep: step })
    .where(and(own, lt(technicianTotps.lastStep, step)))
    .returning({ step: technicianTotps.lastStep });
  return taken && 'code';
}

/** Six digits, however they were grouped; undefined for what is no code of an app. */
export function digitsOf(typed: string): string | undefined {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

async function takeRecoveryCode(tx: Tx, owner: FactorOwner, typed: string) {
  const [taken] = await tx
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        ofOwner(recoveryCodes, owner),
        eq(recoveryCodes.codeHash, recoveryCodeHash(typed)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ hash: recoveryCodes.codeHash });
  return taken && ('recoveryCode' as const);
}

/** 79 random bits need no slow hash. Capitals, spaces and hyphens don't matter. */
export function recoveryCodeHash(code: string): string {
  return tokenHash(code.toLowerCase().replace(/[^a-z0-9]/g, ''));
}
