'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { EraseContact, eraseContact } from '@/session/erase-contact';
import { ExportContactData, exportContactData } from '@/session/export-contact-data';
import { requireAdmin } from '@/session/require-person';

export const exportContactDataAction = action(
  requireAdmin,
  ExportContactData,
  async (scope, input) => ({
    value: JSON.stringify(await exportContactData(scope, input), null, 2),
  }),
);

export const eraseContactAction = action(requireAdmin, EraseContact, async (scope, input) => {
  await eraseContact(scope, input);
  refresh();
  return {};
});
