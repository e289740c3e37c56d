import 'server-only';
import { isLiveInstallation } from '@/platform/env';
import { Refusal } from '@/platform/errors';
import { publicAddresses, type Reach } from '@/platform/reach';

/**
 * The URL as it is kept. Refuses (422) what is none, another scheme than HTTPS (HTTP too where
 * the installation isn't live), names and passwords in it, and a host that is a private address or
 * leads to one. A host that isn't found now may be found later.
 */
export async function receiverUrl(given: string, reach?: Reach): Promise<string> {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw refused('webhooks.badUrl');
  }
  if (url.protocol === 'http:' && isLiveInstallation()) throw refused('webhooks.httpsOnly');
  if (!(await publicAddresses(url.href, reach))) throw refused('webhooks.privateAddress');
  url.hash = '';
  return url.href;
}

const refused = (key: string) => new Refusal(key, { status: 422, fields: { url: key } });
