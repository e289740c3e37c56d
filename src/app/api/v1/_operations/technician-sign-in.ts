import 'server-only';
import { z } from 'zod';
import { refuseUnlessPermitted } from '@/access/permission';
import { settingsCan } from '@/settings/policy';
import { requireSecondFactor, secondFactorSince } from '@/settings/require-second-factor';
import { operation } from '../_door/operation';

const TechnicianSignIn = z
  .object({
    secondFactorRequired: z
      .boolean()
      .describe('Whether technicians get nowhere without a second factor'),
  })
  .meta({ id: 'TechnicianSignIn' });

export const readTechnicianSignInOperation = operation({
  method: 'GET',
  path: '/settings/technician-sign-in',
  summary: 'Read how technicians must sign in',
  scope: 'settings:read',
  status: 200,
  answer: TechnicianSignIn,
  run: async (scope) => {
    refuseUnlessPermitted(settingsCan.read(scope));
    return { secondFactorRequired: secondFactorSince(scope) !== undefined };
  },
});

export const changeTechnicianSignInOperation = operation({
  method: 'PATCH',
  path: '/settings/technician-sign-in',
  summary: 'Change how technicians must sign in',
  description:
    'Whoever has no second factor is asked to set one up at the next sign-in; sessions that have begun go on. No key may let them go without again (403): an admin does that in the console.',
  scope: 'settings:write',
  body: TechnicianSignIn,
  status: 200,
  answer: TechnicianSignIn,
  run: async (scope, { body }) => {
    await requireSecondFactor(scope, body);
    return body;
  },
});
