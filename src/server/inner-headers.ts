import 'server-only';
import { innerHeaders } from '@/tenants/face';
import type { HostEntry } from '@/tenants/host-index';
import { managedOrigin } from '@/tenants/urls';
import type { Exchange } from './finish-answer';
import type { Visitor } from './visitor';

/**
 * What Next is told of a request beside what the visitor said. Nobody else writes these:
 * `readVisitor` has dropped what came in under their names.
 */
export function innerHeadersOf(
  { hopSecret }: { hopSecret: string },
  { url = '/' }: { url?: string },
  { context }: Pick<Exchange, 'context'>,
  { host, hostName, proto, address }: Visitor,
  entry: HostEntry,
): Record<string, string> {
  return {
    host,
    'x-forwarded-host': host,
    'x-forwarded-proto': proto,
    'x-forwarded-for': address,
    'x-forwarded-port': host.split(':')[1] ?? (proto === 'https' ? '443' : '80'),
    [innerHeaders.host]: hostName,
    [innerHeaders.kind]: entry.kind,
    [innerHeaders.path]: url.replace(nextsOwnQuery, ''),
    [innerHeaders.reference]: context.reference,
    [innerHeaders.hop]: hopSecret,
    ...(entry.kind === 'custom' && { [innerHeaders.consoleOrigin]: managedOrigin(entry.tenant) }),
  };
}

/** Next's router adds it, as the last parameter, to pages that it fetches. */
const nextsOwnQuery = /[?&]_rsc=[^&]*$/;
