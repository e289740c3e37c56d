import 'server-only';
import { createHmac } from 'node:crypto';

/**
 * The value of `Servicedesk-Signature`: `t=<seconds>,v1=<hex>`, where v1 is the HMAC-SHA-256 of
 * `<seconds>.<body>` under the webhook's secret; one more `v1` for each secret that still counts.
 * docs/api.md promises it.
 */
export function signDelivery(secrets: readonly string[], body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const hashes = secrets.map((secret) =>
    createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'),
  );
  return [`t=${seconds}`, ...hashes.map((hash) => `v1=${hash}`)].join(',');
}
