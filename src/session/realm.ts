/**
 * The two realms of sign-in on a tenant's host. A cookie of one is nothing to the other:
 * names, secrets and rows differ.
 */
export type Realm = 'contact' | 'technician';

/** How long a sign-in lasts, in seconds: contacts come rarely, technicians work all day. */
export const sessionSeconds = { contact: 30 * 86_400, technician: 12 * 3_600 } satisfies Record<
  Realm,
  number
>;

/** `__Host-` binds a cookie to the host and to HTTPS; browsers refuse that prefix on HTTP. */
export function cookieName(realm: Realm, secure: boolean): string {
  return `${secure ? '__Host-' : ''}servicedesk-${realm}`;
}

/** Which preview an admin has open, beside their own sign-in and any contact's. */
export function previewCookieName(secure: boolean): string {
  return `${secure ? '__Host-' : ''}servicedesk-preview`;
}

export const signInPath = { contact: '/sign-in', technician: '/console/sign-in' } satisfies Record<
  Realm,
  string
>;
/** Where a technician who must have a second factor sets one up. */
export const setUpFactorPath = '/console/set-up-factor';

export const setPasswordPath = {
  contact: '/set-password',
  technician: '/console/set-password',
} satisfies Record<Realm, string>;
