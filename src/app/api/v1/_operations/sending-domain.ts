import 'server-only';
import { z } from 'zod';
import type { ApiKey, Scope } from '@/access/scope';
import {
  ChangeSendingAddress,
  changeSendingAddress,
  renewDkimKey,
} from '@/notifications/outbound/change-sending-address';
import { checkSendingDomain } from '@/notifications/outbound/check-sending-domain';
import { findingCauses } from '@/notifications/outbound/domain-finding';
import { readSendingDomain } from '@/notifications/outbound/read-sending-domain';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { noBody, time } from '../_door/shapes';

const SendingDomain = z
  .object({
    comesFrom: z.string().describe('The address that mails come from now'),
    address: z.string().nullable().describe('The one of your own that was chosen'),
    domain: z.string().nullable(),
    keys: z.array(
      z.object({
        id: z.uuid(),
        state: z.enum(['waiting', 'active', 'retired']),
        record: z.object({ name: z.string(), value: z.string() }).describe('To enter as TXT'),
        createdAt: time,
        verifiedAt: time.nullable(),
        retiredAt: time.nullable(),
      }),
    ),
    findings: z.array(
      z.object({
        check: z.enum(['dkim', 'spf', 'dmarc']),
        verdict: z.enum(['right', 'wrong', 'warning', 'unknown']),
        name: z.string(),
        expected: z.array(z.string()),
        found: z.array(z.string()),
        cause: z.enum(findingCauses).nullable(),
      }),
    ),
    checkedAt: time.nullable(),
  })
  .meta({ id: 'SendingDomain' });

const path = '/settings/sending-domain';

export const readSendingDomainOperation = operation({
  method: 'GET',
  path,
  summary: 'Read from which address mails come, and what the DNS says of its domain',
  scope: 'settings:read',
  status: 200,
  answer: SendingDomain,
  run: (scope) => readSendingDomain(scope),
});

export const changeSendingDomainOperation = operation({
  method: 'PATCH',
  path,
  summary: 'Change the address that mails come from; empty: the installation’s',
  scope: 'settings:write',
  body: ChangeSendingAddress.strict(),
  status: 200,
  answer: SendingDomain,
  run: async (scope, { body }) => {
    await changeSendingAddress(scope, body);
    return nextView(scope, body.address);
  },
});

export const checkSendingDomainOperation = operation({
  method: 'POST',
  path: `${path}/check`,
  summary: 'Look for the records in the DNS now',
  scope: 'settings:write',
  body: noBody,
  status: 200,
  answer: SendingDomain,
  run: async (scope) => {
    await checkSendingDomain(scope);
    return readSendingDomain(seeing(scope, 'settings:read'));
  },
});

export const renewDkimKeyOperation = operation({
  method: 'POST',
  path: `${path}/keys`,
  summary: 'Make a new key; the one before signs until the new record is seen',
  refuses: [409],
  scope: 'settings:write',
  body: noBody,
  status: 200,
  answer: SendingDomain,
  run: async (scope) => {
    await renewDkimKey(scope);
    return readSendingDomain(seeing(scope, 'settings:read'));
  },
});

/** As the next request sees it: this one began with the settings of before. */
function nextView(scope: Scope<ApiKey>, address: string) {
  const before = (scope.settings.mailSender ?? {}) as Record<string, unknown>;
  const settings = { ...scope.settings, mailSender: { ...before, from: address } };
  return readSendingDomain(seeing({ ...scope, settings }, 'settings:read'));
}
