import 'server-only';
import { createHmac, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { derivedKey, masterKeys, sameBytes } from '@/platform/crypto';
import type { Visitor } from './require-visitor';

const halfYear = 180 * 86_400;

/**
 * Tells this browser from others for somebody who is signed out, so that they have one say: random,
 * signed for the tenant so that nobody makes keys up, and about nobody. It is made when it is first
 * asked for, so only actions may ask: a page that is looked at leaves no cookie.
 */
export async function keyOfVisitor({ tenant, secure }: Visitor): Promise<string> {
  const jar = await cookies();
  const name = `${secure ? '__Host-' : ''}article-reader`;
  const [key = '', signature = ''] = jar.get(name)?.value.split('.') ?? [];
  const signed = masterKeys().some((master) => sameBytes(sign(master, tenant.id, key), signature));
  if (signed) return key;
  const fresh = randomBytes(16).toString('base64url');
  jar.set(name, `${fresh}.${sign(masterKeys()[0]!, tenant.id, fresh)}`, {
    ...{ path: '/', sameSite: 'lax', httpOnly: true, secure },
    maxAge: halfYear,
  });
  return fresh;
}

function sign(master: string, tenantId: string, key: string): string {
  return createHmac('sha256', derivedKey('reader-key', master))
    .update(`${tenantId}:${key}`)
    .digest('base64url');
}
