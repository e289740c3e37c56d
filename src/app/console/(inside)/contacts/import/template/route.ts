import { getTranslations } from 'next-intl/server';
import { requireAdmin } from '@/session/require-person';

/** The columns that an import knows, with two people as examples. */
export async function GET(): Promise<Response> {
  await requireAdmin();
  const t = await getTranslations();
  const lines = [
    ['company', 'name', 'email', 'phone', 'language', 'primary'],
    ['Acme GmbH', 'Erika Example', 'erika@acme.example', '+49 30 23125 018', 'de', 'yes'],
    ['Acme GmbH', 'John Sample', '', '', 'en', 'no'],
  ];
  const name = t('console.people.import.templateFile');
  // Spreadsheets read UTF-8 only with a byte order mark.
  return new Response(`\uFEFF${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
