import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { MailWords } from './mail-words';
import { mailTexts } from './tables';

interface Wording {
  template: string;
  language: string;
}

/**
 * Finds the tenant's own words for these mails: in the reader's language alone. Whoever has none
 * there gets ours, which are in every language, and never the tenant's in a foreign one.
 */
export async function ownWords(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  wanted: readonly Wording[],
): Promise<(row: Wording) => MailWords | undefined> {
  const templates = [...new Set(wanted.map(({ template }) => template))];
  if (templates.length === 0) return () => undefined;
  const rows = await tx
    .select()
    .from(mailTexts)
    .where(and(eq(mailTexts.tenantId, tenant.id), inArray(mailTexts.mail, templates)));
  return ({ template, language }) =>
    rows.find((row) => row.mail === template && row.language === language);
}
