'use server';

import { action } from '@/session/action';
import { requireVisitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { FinishSecondStep } from '@/session/second-step/finish-second-step';
import { passSecondStep, stepOverPath } from '@/session/second-step/in-browser';

export const finishSecondStepAction = action(
  requireVisitor,
  FinishSecondStep,
  async (visitor, { code, next }) => ({
    go: (await passSecondStep(visitor, code)) ? safePath(next, '/console') : stepOverPath,
  }),
);
