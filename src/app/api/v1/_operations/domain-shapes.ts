import 'server-only';
import { z } from 'zod';
import type { DomainView } from '@/certificates/domain-view';
import { type Translate, translatorFor } from '@/i18n/translator';
import { domainStates } from '@/tenants/domain-states';
import { time } from '../_door/shapes';

const Cause = z
  .object({
    code: z.string().describe('For programs; it stays the same'),
    message: z.string().describe('What is wrong and why'),
    fix: z.string().describe('What mends it'),
  })
  .meta({ id: 'DomainCause' });

const Instruction = z
  .object({
    type: z.enum(['CNAME', 'TXT', 'A', 'AAAA']),
    name: z.string(),
    value: z.string(),
    purpose: z
      .enum(['route', 'proof', 'both'])
      .describe('`route` leads visitors here, `proof` shows whose the host is'),
    isAlternative: z.boolean().describe('In place of the CNAME, where none can stand'),
  })
  .meta({ id: 'DomainInstruction' });

const Finding = z
  .object({
    check: z.enum(['cname', 'proof', 'address', 'ipv6', 'proxy', 'caa', 'port80']),
    verdict: z.enum(['right', 'wrong', 'warning', 'unknown']),
    expected: z.array(z.string()),
    found: z.array(z.string()),
    cause: Cause.nullable(),
  })
  .meta({ id: 'DomainFinding' });

export const Domain = z
  .object({
    host: z.string().describe('In ASCII (punycode), lower case'),
    unicodeHost: z.string().describe('As people write it'),
    kind: z.enum(['managed', 'custom']),
    state: z.enum(domainStates),
    stateSince: time,
    cause: Cause.nullable().describe('Why it is in this state, where there is a reason'),
    url: z.url().describe('What visitors open'),
    isPrimary: z.boolean().describe('The host that mails and links name'),
    hsts: z.boolean().describe('Browsers are told to insist on HTTPS'),
    instructions: z.array(Instruction).describe('Records to enter where its DNS is run'),
    diagnosis: z.array(Finding).describe('What the last look at its DNS found'),
    checkedAt: time.nullable(),
    nextCheckAt: time.nullable(),
    certificate: z
      .object({
        issuer: z.string(),
        serial: z.string(),
        fingerprint: z.string().describe('SHA-256'),
        notBefore: time,
        notAfter: time,
        renewAt: time,
      })
      .meta({ id: 'Certificate' })
      .nullable(),
    order: z
      .object({
        state: z.string(),
        attempts: z.int(),
        nextTryAt: time,
        cause: Cause.nullable().describe('Why the last try failed'),
      })
      .meta({ id: 'CertificateOrder' })
      .nullable()
      .describe('The order for a certificate that is under way'),
  })
  .meta({ id: 'Domain' });

/** A domain as the API shows it, with causes and fixes in English like every other sentence. */
export async function shownDomain({ order, diagnosis, cause, ...domain }: DomainView) {
  const t = await translatorFor('en');
  const { id: _, isSecure: __, timeline: ___, can: ____, ...facts } = domain;
  return {
    ...facts,
    cause: inWords(t, cause),
    diagnosis: (diagnosis?.findings ?? []).map(({ ttl: _, cause, ...finding }) => ({
      ...finding,
      cause: inWords(t, cause),
    })),
    order: order && {
      state: order.state,
      attempts: order.attempts,
      nextTryAt: order.nextTryAt,
      cause: inWords(t, order.failure),
    },
  };
}

function inWords(t: Translate, cause: DomainView['cause'] | undefined) {
  if (!cause) return null;
  const { key: code, values } = cause;
  const message = t(`domains.causes.${code}`, values);
  return { code, message, fix: t(`domains.fixes.${code}`, values) };
}
