import 'server-only';
import { hash, verify } from '@node-rs/argon2';

/**
 * OWASP Password Storage Cheat Sheet (2025), first choice for Argon2id: 19 MiB, two passes,
 * one lane. The figures stand in each hash, so they can grow without asking anybody.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** The hash of 32 random bytes that nobody kept: what is compared where there is no account. */
const nobody =
  '$argon2id$v=19$m=19456,t=2,p=1$psMrSzU5D3pg1qk6sDA3XA$TaIp97Glwhw+uhz8diDi8KJxFAviaI/q+ecV6xPWrbA';

/** Argon2id in PHC form. Keyboards compose letters differently, so the text is NFKC first. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters);
}

/**
 * Whether `password` is the one that was hashed. With null (no such account, no password yet)
 * it does the same work and says no, so that time does not tell who exists.
 */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const right = await verify(passwordHash ?? nobody, password.slice(0, 1_000).normalize('NFKC'));
  return right && passwordHash != null;
}
