'use server';

import {
  ResumeContactImport,
  RunContactImport,
  readContactImport,
  runContactImport,
} from '@/people/run-contact-import';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';

export const runImportAction = action(requireAdmin, RunContactImport, async (scope, input) => ({
  value: await runContactImport(scope, input),
}));

export const readImportAction = action(
  requireAdmin,
  ResumeContactImport,
  async (scope, { importId }) => ({ value: await readContactImport(scope, importId) }),
);
