import 'server-only';
import { cookies } from 'next/headers';
import { Refusal } from '@/platform/errors';
import { previewCookieName, sessionSeconds } from '@/session/realm';
import type { Place } from '@/session/tenant-of-request';

/**
 * Shows the preview to this browser from now on. The cookie outlives the preview, so that one
 * which is over says so instead of turning into somebody else's portal.
 */
export function givePreviewCookie(place: Pick<Place, 'secure'>, id: string): Promise<void> {
  return setCookie(place, id, sessionSeconds.technician);
}

/** The portal is that of whoever is signed in there again. */
export async function takePreviewCookie(place: Pick<Place, 'secure'>): Promise<void> {
  if (await hasPreviewCookie(place)) await setCookie(place, '', 0);
}

export async function hasPreviewCookie({ secure }: Pick<Place, 'secure'>): Promise<boolean> {
  return Boolean((await cookies()).get(previewCookieName(secure))?.value);
}

/** Refuses (403) who means a preview that is over: nobody acts as somebody else by surprise. */
export async function refuseOverPreview(place: Pick<Place, 'secure'>): Promise<void> {
  if (await hasPreviewCookie(place)) throw new Refusal('session.previewOver', { status: 403 });
}

async function setCookie({ secure }: Pick<Place, 'secure'>, value: string, maxAge: number) {
  const rules = { path: '/', sameSite: 'lax', httpOnly: true, secure, maxAge } as const;
  (await cookies()).set(previewCookieName(secure), value, rules);
}
