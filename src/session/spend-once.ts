import 'server-only';
import { countUp } from './limit-rate';

/**
 * True for the first who brings what works once, false for everybody after them, at whichever
 * process. `seconds` is longer than the thing itself lasts.
 */
export async function spendOnce(tenantId: string, once: string, seconds: number): Promise<boolean> {
  return (await countUp(tenantId, `once:${once}`, seconds)).count === 1;
}
