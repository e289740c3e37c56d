import { minutes } from '@/platform/clock';
import type { RenewalWindow } from './tables';

interface Lifetime {
  notBefore: Date;
  notAfter: Date;
}

/**
 * When a certificate is renewed where the authority says nothing: with a third of its lifetime
 * left. Never a fixed number of days: lifetimes fall.
 */
export function renewalInstant(lifetime: Lifetime): Date {
  return partOf(lifetime, 2 / 3);
}

/** From here on a renewal that fails is worth an alarm: a sixth of the lifetime is left. */
export function riskBegins(lifetime: Lifetime): Date {
  return partOf(lifetime, 5 / 6);
}

/**
 * A random instant of the window that the authority suggests (RFC 9773, 4.2), at once where it
 * is over, and before the alarm whatever it says.
 */
export function instantOfWindow(
  { start, end }: RenewalWindow,
  lifetime: Lifetime,
  now: Date,
  random: number = Math.random(),
): Date {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const latest = riskBegins(lifetime).getTime() - minutes(1);
  const chosen = Math.min(from + (to - from) * random, latest);
  return new Date(Math.max(chosen, now.getTime()));
}

function partOf({ notBefore, notAfter }: Lifetime, part: number): Date {
  const begin = notBefore.getTime();
  return new Date(begin + (notAfter.getTime() - begin) * part);
}
