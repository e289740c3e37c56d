import 'server-only';
import { cookies } from 'next/headers';
import { claimsOf } from '@/session/auth';
import { cookieName, previewCookieName } from '@/session/realm';
import type { Place } from '@/session/tenant-of-request';

/** Which preview a request means, and the technician's sign-in that it must have begun in. */
export interface AskedPreview {
  id: string;
  sessionId: string | undefined;
}

/**
 * What this request's cookies say; undefined without the cookie of a preview. It is worth nothing
 * but beside the technician's own, so it holds no secret: the id alone opens nothing.
 */
export async function askedPreview(place: Place): Promise<AskedPreview | undefined> {
  const jar = await cookies();
  const id = jar.get(previewCookieName(place.secure))?.value;
  if (!id) return undefined;
  const token = jar.get(cookieName('technician', place.secure))?.value;
  const claims = token ? await claimsOf(place, 'technician', token) : undefined;
  return { id, sessionId: claims?.sid };
}
