'use server';

import { action } from '@/session/action';
import { givePreviewCookie } from '@/session/preview/preview-cookie';
import { StartPreview, startPreview } from '@/session/preview/start-preview';
import { requireAdmin } from '@/session/require-person';
import { placeOfRequest } from '@/session/tenant-of-request';

export const startPreviewAction = action(requireAdmin, StartPreview, async (scope, input) => {
  await givePreviewCookie(await placeOfRequest(), await startPreview(scope, input));
  return { go: '/' };
});
