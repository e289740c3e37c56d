import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { technicians } from '@/people/tables';
import { passkeys } from './tables';

/** A passkey at the sign-in and whose it is. */
export interface PasskeyAtDoor {
  id: string;
  credentialId: string;
  publicKey: string;
  signCount: number;
  technician: { id: string; name: string; credentialVersion: number };
}

/** The tenant's passkey of this credential; none of somebody who is disabled. */
export async function findPasskey(
  tx: Tx,
  tenantId: string,
  credentialId: string,
): Promise<PasskeyAtDoor | undefined> {
  const { id, name, credentialVersion, disabledAt } = technicians;
  const { publicKey, signCount } = passkeys;
  const [row] = await tx
    .select({
      id: passkeys.id,
      credentialId: passkeys.credentialId,
      publicKey,
      signCount,
      technician: { id, name, credentialVersion },
    })
    .from(passkeys)
    .innerJoin(
      technicians,
      and(eq(technicians.tenantId, passkeys.tenantId), eq(id, passkeys.technicianId)),
    )
    .where(
      and(
        eq(passkeys.tenantId, tenantId),
        eq(passkeys.credentialId, credentialId),
        isNull(disabledAt),
      ),
    );
  return row;
}

/**
 * Notes a use with the device's new count. False where the passkey is gone, or another use has
 * counted meanwhile: then two devices hold it, or somebody replays.
 */
export async function countPasskeyUse(
  tx: Tx,
  tenantId: string,
  { id, signCount }: Pick<PasskeyAtDoor, 'id' | 'signCount'>,
  newCount: number,
): Promise<boolean> {
  const [row] = await tx
    .update(passkeys)
    .set({ signCount: newCount, lastUsedAt: sql`now()` })
    .where(
      and(eq(passkeys.tenantId, tenantId), eq(passkeys.id, id), eq(passkeys.signCount, signCount)),
    )
    .returning({ id: passkeys.id });
  return row !== undefined;
}
