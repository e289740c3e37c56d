/**
 * Who acts, for whom. A `Scope` is made by the session room alone (or by `systemScope` for
 * jobs) and is the first parameter of every verb: it says who may call.
 */
export type Role = 'admin' | 'technician';

export interface Technician {
  kind: 'technician';
  id: string;
  name: string;
  email: string;
  role: Role;
  sessionId: string;
}

export interface Contact {
  kind: 'contact';
  id: string;
  name: string;
  companyId: string;
  companyName: string;
  isPrimary: boolean;
  /** The sections of the portal that they have (`settings/sections.ts`). */
  sections: readonly string[];
  sessionId: string;
}

/** A program with a key of the tenant. Its scopes are `<resource>:read` or `<resource>:write`. */
export interface ApiKey {
  kind: 'apiKey';
  id: string;
  name: string;
  scopes: readonly string[];
}

/** The server itself: a job, the CLI, a migration of data. */
export interface System {
  kind: 'system';
  job: string;
}

export type Actor = Technician | Contact | ApiKey | System;

export interface TenantIdentity {
  id: string;
  slug: string;
  name: string;
  defaultLanguage: string;
  timeZone: string;
  isDemo: boolean;
  /** The host that always answers, such as `acme.servicedesk.example.com`. */
  managedHost: string;
  /** Whether it has a certificate of its own; one for all managed hosts doesn't count. */
  managedIsSecure: boolean;
  /** The custom host that its links name, once it is active. */
  primaryHost: { host: string; isSecure: boolean } | null;
}

export interface Scope<A extends Actor = Actor> {
  tenant: TenantIdentity;
  actor: A;
  /** The language in which the actor reads: one of `i18n/locales.ts`. */
  language: string;
  /** The tenant's raw choices by key, as read with the session; each owner parses its own. */
  settings: Readonly<Record<string, unknown>>;
  /** Where the request came from, for the audit log; absent in jobs. */
  address?: string;
  /** Set where a mail is what is carried out: it confirms nothing in the sender's own words. */
  via?: 'mail';
  /** Set while an admin looks at the portal as this contact sees it: nothing can be changed. */
  preview?: Preview;
}

/** Who looks, and until when. */
export interface Preview {
  id: string;
  technicianId: string;
  technicianName: string;
  /** In which the technician reads. */
  language: string;
  /** The technician's own sign-in: the preview ends with it. */
  sessionId: string;
  expiresAt: Date;
}

/** Someone of the tenant's side: a technician, a key that stands for them, or the server. */
export type Staff = Technician | ApiKey | System;

export function isTechnician(scope: Scope): scope is Scope<Technician> {
  return scope.actor.kind === 'technician';
}

export function isContact(scope: Scope): scope is Scope<Contact> {
  return scope.actor.kind === 'contact';
}
