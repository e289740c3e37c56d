import { headers } from 'next/headers';
import { expect, it, vi } from 'vitest';
import { languageOfRequest } from '@/session/language-of-request';

vi.mock('next/headers', () => ({ headers: vi.fn() }));
vi.mock('@/session/tenant-of-request', () => ({ placeOfRequest: async () => ({ tenant: {} }) }));
vi.mock('@/session/scope-of-request', () => ({
  findSignedInContact: async () => ({ scope: { language: 'fr' } }),
  findSignedInTechnician: async () => ({ scope: { language: 'de' } }),
  useLanguage: async () => 'it',
}));

it.each([
  ['/tickets/3', 'fr'],
  ['/consoles', 'fr'],
  ['/tickets?next=/console', 'fr'],
  ['/api/attachments?face=portal&fileName=a', 'fr'],
  ['/console', 'de'],
  ['/console/tickets?view=all', 'de'],
  ['/api/attachments?face=console&fileName=a', 'de'],
])('signed in on both sides, %s is answered in %s', async (path, language) => {
  vi.mocked(headers).mockResolvedValue(new Headers({ 'x-tenant-path': path }) as never);
  expect(await languageOfRequest()).toBe(language);
});
