'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { BrandImageKind } from '@/settings/brand-images';
import { changeBranding } from '@/settings/change-branding';
import { removeBrandImage } from '@/settings/save-brand-image';
import { BrandInput } from './brand-input';

export const changeBrandingAction = action(requireAdmin, BrandInput, async (scope, input) => {
  await changeBranding(scope, input);
  refresh();
  return {};
});

export const removeBrandImageAction = action(
  requireAdmin,
  z.object({ kind: BrandImageKind }),
  async (scope, input) => {
    await removeBrandImage(scope, input);
    refresh();
    return {};
  },
);
