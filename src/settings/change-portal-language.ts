import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { locales } from '@/i18n/locales';
import { saveTenant } from '@/tenants/save-tenant';
import { settingsCan } from './policy';

export const ChangePortalLanguage = z.object({ portalDefault: z.enum(locales) });

/** Changes the language of people who have chosen none. Returns the one before. */
export async function changePortalLanguage(
  scope: Scope<Staff>,
  { portalDefault }: z.output<typeof ChangePortalLanguage>,
): Promise<string> {
  refuseUnlessPermitted(settingsCan.change(scope));
  return inTransaction(scope, async (tx) => {
    const { defaultLanguage: before } = await saveTenant(tx, scope.tenant, {
      defaultLanguage: portalDefault,
    });
    await record(tx, scope, 'settings.portalLanguageChanged', 'portalLanguage', {
      before: { portalDefault: before },
      after: { portalDefault },
    });
    return before;
  });
}
