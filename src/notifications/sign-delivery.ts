import 'server-only';
import { createHmac } from 'node:crypto';

/**
 * The value of `Servicedesk-Signature`: `t=<seconds>,v1=<hex>`, where v1 is the HMAC-SHA-256 of
 * `<seconds>.<body>` under the webhook's secret. docs/api.md promises it.
 */
export function signDelivery(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const hash = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${hash}`;
}
