import { ChangeProvider } from '@/session/provider/change-provider';

/** A form without a company means everybody's; the switch alone says nothing of companies. */
export const ProviderInput = ChangeProvider.transform((input) => {
  const isForm = input.clientId !== undefined;
  return isForm ? { ...input, companyIds: input.companyIds ?? [] } : input;
});
