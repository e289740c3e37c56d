import 'server-only';
import { z } from 'zod';
import { changeDomain } from '@/certificates/change-domain';
import { checkDomain } from '@/certificates/check-domain';
import { claimDomain } from '@/certificates/claim-domain';
import { lookAgainSoon } from '@/certificates/look-again-soon';
import { readDomain, readDomains } from '@/certificates/read-domains';
import { releaseDomain } from '@/certificates/release-domain';
import { isServed } from '@/tenants/domain-states';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { inPages, listOf, shortQuery } from '../_door/shapes';
import { Domain, shownDomain } from './domain-shapes';

const host = z
  .string()
  .min(1)
  .max(2_000)
  .describe('As somebody pasted it: `https://Help.Acme.com/` is `help.acme.com`');

/** In an address it may come encoded once more than needed. */
const hostParams = z.object({ host: host.transform(decoded) });

export const listDomainsOperation = operation({
  method: 'GET',
  path: '/domains',
  summary: 'List the portal’s host names, the managed one first',
  scope: 'settings:read',
  query: shortQuery,
  status: 200,
  answer: listOf(Domain),
  run: async (scope, { query }) => {
    const domains = await readDomains(scope);
    const unready = domains.filter(({ state }) => !isServed(state));
    await lookAgainSoon(
      scope,
      unready.map(({ host }) => host),
    );
    return inPages(await Promise.all(domains.map(shownDomain)), query);
  },
});

export const claimDomainOperation = operation({
  method: 'POST',
  path: '/domains',
  summary: 'Claim a host name for the portal',
  description:
    'Answers the records to enter where its DNS is run. From then on it is looked for them ' +
    'again and again; the certificate follows by itself. A host of one’s own is answered as it ' +
    'is; one that another tenant holds is refused (409).',
  scope: 'settings:write',
  body: z.object({ host }),
  refuses: [409],
  status: 201,
  answer: Domain,
  run: async (scope, { body }) => shownDomain(await claimDomain(scope, body)),
});

export const readDomainOperation = operation({
  method: 'GET',
  path: '/domains/{host}',
  summary: 'Read a host name: its state, its records, what was found, its certificate',
  description: 'While its DNS is waited for, reading it has it looked at again within seconds.',
  scope: 'settings:read',
  params: hostParams,
  status: 200,
  answer: Domain,
  run: async (scope, { params }) => {
    const domain = await readDomain(scope, params.host);
    await lookAgainSoon(scope, [domain.host]);
    return shownDomain(domain);
  },
});

export const checkDomainOperation = operation({
  method: 'POST',
  path: '/domains/{host}/check',
  summary: 'Look at a host name’s DNS now',
  description:
    'Answers when it has been looked at: within some seconds; once in two seconds at most.',
  scope: 'settings:write',
  params: hostParams,
  refuses: [409],
  status: 200,
  answer: Domain,
  before: async (scope, { host }) => {
    await checkDomain(scope, { host });
  },
  run: async (scope, { params }) =>
    shownDomain(await readDomain(seeing(scope, 'settings:read'), params.host)),
});

export const changeDomainOperation = operation({
  method: 'PATCH',
  path: '/domains/{host}',
  summary: 'Change how a host name is used; what is left out stays',
  scope: 'settings:write',
  params: hostParams,
  body: z.object({
    hsts: z
      .boolean()
      .optional()
      .describe('Browsers that were here once insist on HTTPS from then on, for a year'),
    isPrimary: z
      .boolean()
      .optional()
      .describe('Mails and links name this host; false: they name the managed one'),
  }),
  refuses: [409],
  status: 200,
  answer: Domain,
  run: async (scope, { params, body }) =>
    shownDomain(await changeDomain(scope, { ...body, host: params.host })),
});

export const releaseDomainOperation = operation({
  method: 'DELETE',
  path: '/domains/{host}',
  summary: 'Give a host name up: the portal doesn’t answer there any more',
  description: 'For 30 days nobody else gets it by the CNAME record alone that still leads here.',
  scope: 'settings:write',
  params: hostParams,
  refuses: [409],
  status: 204,
  run: async (scope, { params }) => {
    await releaseDomain(scope, params);
  },
});

function decoded(given: string): string {
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}
