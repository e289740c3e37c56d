import 'server-only';
import { z } from 'zod';
import { readDemoCards } from '@/people/demo-cards';
import { orNotFound } from '@/platform/errors';
import { startSession } from './auth';
import type { Visitor } from './require-visitor';
import { secondStepPath } from './second-step/in-browser';

export const StartDemoSession = z.object({ login: z.string().max(320) });

/**
 * Signs in as one of the people a demo offers, without their password ever being in the page.
 * Returns where they begin. Refuses (404) everywhere but in a demo that is not live.
 */
export async function startDemoSession(
  { tenant, settings, userAgent }: Visitor,
  { login }: z.infer<typeof StartDemoSession>,
): Promise<string> {
  const card = orNotFound(readDemoCards(tenant, settings).find((one) => one.login === login));
  const isConsole = card.face === 'console';
  const credentials = { login, password: card.password, userAgent };
  const { owesFactor } = await startSession(isConsole ? 'technician' : 'contact', credentials);
  if (owesFactor) return secondStepPath;
  return isConsole ? '/console' : '/';
}
