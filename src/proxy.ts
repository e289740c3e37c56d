import { type NextRequest, NextResponse } from 'next/server';
import { faceOf, type HostKind, innerHeaders, innerPath } from '@/tenants/face';

/**
 * Host → face by rewrite: `/tickets` on a tenant's host renders `app/portal/tickets`. It
 * routes and never guards: pages and verbs ask who is there. It trusts the inner headers,
 * which `src/server/visitor.ts` alone writes.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const kind = (request.headers.get(innerHeaders.kind) ?? 'managed') as HostKind;
  const face = faceOf(pathname, kind);
  if (face === 'console' && kind === 'custom') return redirectToManagedHost(request);
  const inner = innerPath(face, pathname);
  if (inner === pathname) return NextResponse.next();
  return NextResponse.rewrite(new URL(inner + search, request.url));
}

/** The console answers on the managed host only. */
function redirectToManagedHost(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const origin = request.headers.get(innerHeaders.consoleOrigin);
  return NextResponse.redirect(`${origin}${pathname}${search}`, 307);
}

/**
 * All but Next's own files and the API, whose paths are the same on every host. Uploads must
 * stay outside: Next copies the body of whatever passes a proxy, and cuts it at 10 MB.
 */
export const config = { matcher: ['/((?!_next/|api/).*)'] };
