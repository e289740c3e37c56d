import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

/** What a browser sends after a ceremony, as JSON in a form: base64url all through. */
const bytes = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);
const json = z
  .string()
  .max(50_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  });

const credential = {
  id: bytes.min(1).max(2_000),
  rawId: bytes,
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}).default({}),
  authenticatorAttachment: z.string().max(40).nullish(),
};

export const SignedChallenge = json.pipe(
  z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      signature: bytes,
      userHandle: bytes.nullish(),
    }),
  }),
) as unknown as z.ZodType<AuthenticationResponseJSON, string>;

export const MadeCredential = json.pipe(
  z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes,
      transports: z.array(z.string().max(40)).max(10).default([]),
    }),
  }),
) as unknown as z.ZodType<RegistrationResponseJSON, string>;
