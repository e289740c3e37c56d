import type { ProviderFinding } from '@/session/provider/check-provider';
import type { Realm } from '@/session/realm';

/** Whom a provider signs in → key of its word. */
export const realmWords = {
  contact: 'console.admin.signIn.contact',
  technician: 'console.admin.signIn.technician',
} as const satisfies Record<Realm, string>;

/** What a look found → key of its sentence, which names what it is about. */
export const findingWords = {
  ok: 'console.admin.signIn.finding.ok',
  hostUnknown: 'console.admin.signIn.finding.hostUnknown',
  privateAddress: 'console.admin.signIn.finding.privateAddress',
  timedOut: 'console.admin.signIn.finding.timedOut',
  tooLarge: 'console.admin.signIn.finding.tooLarge',
  unreachable: 'console.admin.signIn.finding.unreachable',
  noDescription: 'console.admin.signIn.finding.noDescription',
  otherIssuer: 'console.admin.signIn.finding.otherIssuer',
  noEndpoints: 'console.admin.signIn.finding.noEndpoints',
  noKeys: 'console.admin.signIn.finding.noKeys',
  badClient: 'console.admin.signIn.finding.badClient',
  clientMissing: 'console.admin.signIn.finding.clientMissing',
} as const satisfies Record<ProviderFinding['finding'], string>;
