import { strictAddress } from '@/platform/mail-address';

export const providerKinds = ['microsoft', 'google', 'oidc'] as const;
export type ProviderKind = (typeof providerKinds)[number];

export const googleIssuer = 'https://accounts.google.com';

/**
 * Microsoft's issuer of one directory (tenant id). `common` and its like are none: there anybody
 * with any directory of their own would be vouched for.
 */
export const microsoftIssuer = (directory: string) =>
  `https://login.microsoftonline.com/${directory.toLowerCase()}/v2.0`;

/**
 * The address that a provider says is proved to be its account's, or undefined. OpenID Connect
 * says so by `email_verified`. Microsoft has no such claim, and what its `email` says anybody who
 * manages a directory may write there; its optional `xms_edov` says that the address's domain is
 * one that the directory has proved to own.
 */
export function verifiedAddress(
  kind: ProviderKind,
  claims: Readonly<Record<string, unknown>>,
): string | undefined {
  const isVerified = kind === 'microsoft' ? isYes(claims.xms_edov) : claims.email_verified === true;
  return isVerified && typeof claims.email === 'string' ? strictAddress(claims.email) : undefined;
}

/** Directories have been seen to send `true`, `1` and either as text. */
const isYes = (claim: unknown) => claim === true || ['1', 'true'].includes(String(claim));
