import type { Finding } from './diagnosis';
import type { HostFacts, SeenCaa } from './host-facts';

/** Tags that we and every authority know; a critical one besides forbids all (RFC 8659, 4.5). */
const knownTags = new Set(
  'issue issuewild issuemail issuevmc iodef contactemail contactphone'.split(' '),
);

/**
 * Whether CAA records let our authority sign for the host (RFC 8659, 4.2). Parameters such as
 * `accounturi` are not looked at. Where the authority's names are unknown, only what forbids every
 * authority counts as wrong. Undefined where no certificates are ordered.
 */
export function judgeCaa({ authority, caa, host }: HostFacts): Finding | undefined {
  if (!authority) return undefined;
  const { names } = authority;
  const expected = (names ?? []).map((name) => `0 issue "${name}"`);
  const finding = { check: 'caa' as const, expected, found: [] as string[] };
  if (caa === 'silent') {
    return { ...finding, verdict: 'warning', cause: { key: 'caaUnreadable', values: { host } } };
  }
  if (!caa) return { ...finding, verdict: 'right' };
  const seen = { ...finding, found: caa.records.map(textOf), ttl: caa.ttl };
  const { verdict, key } = judge(caa, names);
  if (!key) return { ...seen, verdict };
  const values = { name: caa.name, found: seen.found.join(', ') };
  const cause =
    key === 'caaForbids'
      ? { key, values: { ...values, authority: names?.[0] ?? '' } }
      : { key, values };
  return { ...seen, verdict, cause };
}

function judge(
  { records }: SeenCaa,
  names: readonly string[] | undefined,
): { verdict: Finding['verdict']; key?: string } {
  const isOdd = records.some(({ isCritical, tag }) => isCritical && !knownTags.has(tag));
  const allowed = records
    .filter(({ tag }) => tag === 'issue')
    .map(({ value }) => value.split(';')[0]!.trim().toLowerCase());
  const isForAll = allowed.length > 0 && allowed.every((name) => name === '');
  if (isOdd || isForAll) return { verdict: 'wrong', key: 'caaForbidsAll' };
  if (allowed.length === 0) return { verdict: 'right' };
  if (!names) return { verdict: 'warning', key: 'caaUnknown' };
  if (names.some((name) => allowed.includes(name))) return { verdict: 'right' };
  return { verdict: 'wrong', key: 'caaForbids' };
}

const textOf = ({ tag, value, isCritical }: SeenCaa['records'][number]) =>
  `${isCritical ? 128 : 0} ${tag} "${value}"`;
