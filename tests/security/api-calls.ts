import { randomUUID } from 'node:crypto';
import type { Operation } from '@/app/api/v1/_door/operation';
import type { ApiAnswer } from '~tests/setup/api-client';
import { mailboxOf } from '~tests/setup/served-tenant';

export const name = ({ method, path }: Operation) => `${method} ${path}`;
/** Bodies that are good in themselves, for calls that need one. */
const bodies: Record<string, unknown> = {
  'POST /articles/{id}/drafts': { language: 'en', title: 'New', body: 'New' },
  'POST /articles/{id}/feedback': { contactId: randomUUID(), language: 'en', verdict: 'yes' },
  'PATCH /articles/{id}/feedback/{feedbackId}': { state: 'handled' },
  'POST /articles': { translations: { en: { title: 'New' } } },
  'POST /categories': { names: { en: 'New' } },
  'POST /canned-replies': { title: 'New', body: 'New' },
  'POST /companies': { name: 'New' },
  'PATCH /companies/{id}/service-levels': { targets: null },
  'POST /contacts': { name: 'New', companyId: randomUUID() },
  'POST /contacts/{id}/erase': { confirmation: 'New' },
  'POST /contacts/{id}/merge': { duplicateId: randomUUID() },
  'POST /mailboxes': { ...mailboxOf('new@alphorn.test'), password: 'New' },
  'POST /settings/sign-in/providers': { kind: 'google' },
  'POST /technicians': { name: 'New', email: 'new@alphorn.test', role: 'technician' },
  'POST /domains': { host: 'help.alphorn-msp.test' },
  'PATCH /settings/technician-sign-in': { secondFactorRequired: false },
  'PATCH /settings/sending-domain': { address: '' },
  'PATCH /settings/notifications': { sender: { name: 'New' } },
  'PATCH /settings/notifications/{mail}': { texts: { en: null } },
  'POST /portal/announcements': { texts: { en: 'New' } },
  'POST /views': { name: 'New', query: '' },
  'POST /webhooks': { url: 'https://93.184.215.14/events', events: ['webhook.none'] },
  'POST /tickets': { title: 'New', description: 'New', requesterId: randomUUID() },
  'POST /tickets/bulk': { numbers: [9896], change: { priority: 'high' } },
  'POST /tickets/{number}/merge': { into: 9896 },
  'POST /tickets/{number}/replies': { body: 'New', kind: 'reply' },
};
export const bodyOf = (one: Operation) =>
  bodies[name(one)] ?? (one.method === 'GET' || one.method === 'DELETE' ? undefined : {});

/** But for the reference, which every answer has of its own. */
export const bare = ({ status, text, json }: ApiAnswer) => ({
  status,
  text: text.replaceAll(json?.reference ?? 'none', 'REFERENCE'),
});

export function fileForm() {
  return { headers: { 'content-type': 'multipart/form-data; boundary=x' } };
}
