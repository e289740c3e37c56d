'use server';

import { refresh } from 'next/cache';
import { changeDomain } from '@/certificates/change-domain';
import { checkDomain, DomainHost } from '@/certificates/check-domain';
import { ClaimDomain, claimDomain } from '@/certificates/claim-domain';
import { releaseDomain } from '@/certificates/release-domain';
import { SendDnsInstructions, sendDnsInstructions } from '@/people/send-dns-instructions';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { ChangeDomainInput } from './change-domain-input';

export const claimDomainAction = action(requireAdmin, ClaimDomain, async (scope, input) => {
  const { host } = await claimDomain(scope, input);
  refresh();
  return { value: { typed: input.host, host } };
});

export const checkDomainAction = action(requireAdmin, DomainHost, async (scope, input) => {
  await checkDomain(scope, input);
  refresh();
  return {};
});

export const changeDomainAction = action(requireAdmin, ChangeDomainInput, async (scope, input) => {
  await changeDomain(scope, input);
  refresh();
  return {};
});

export const releaseDomainAction = action(requireAdmin, DomainHost, async (scope, input) => {
  await releaseDomain(scope, input);
  refresh();
  return {};
});

export const sendDnsInstructionsAction = action(
  requireAdmin,
  SendDnsInstructions,
  async (scope, input) => {
    await sendDnsInstructions(scope, input);
    return { value: { address: input.address } };
  },
);
