import 'server-only';
import type { z } from 'zod';
import { clock } from '@/platform/clock';
import { open, seal } from '@/platform/crypto';

/**
 * What a browser keeps for us between two steps, for some minutes: sealed, so that it can neither
 * read nor change it, and bound to the tenant and to one purpose.
 */
export function sealState(
  tenantId: string,
  purpose: string,
  state: Record<string, unknown>,
  seconds: number,
): string {
  const until = clock.now().getTime() + seconds * 1000;
  return seal(`${purpose} ${tenantId}`, JSON.stringify({ ...state, until }));
}

/** What was sealed; undefined for anything else, and where its time is over. */
export function openState<S extends z.ZodType>(
  tenantId: string,
  purpose: string,
  sealed: string | undefined,
  shape: S,
): z.output<S> | undefined {
  const plain = sealed === undefined ? undefined : open(`${purpose} ${tenantId}`, sealed);
  if (plain === undefined) return undefined;
  const state = JSON.parse(plain) as { until: number };
  return state.until > clock.now().getTime() ? shape.parse(state) : undefined;
}
