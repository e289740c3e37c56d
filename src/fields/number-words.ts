/**
 * Numbers as people of a language write them: `1,234.5` in English, `1.234,5` in German. Pure:
 * forms write with it what the server reads with it.
 */
export function numberIn(text: string, language: string): number | undefined {
  const { group, decimal } = marksOf(language);
  const written = text
    .trim()
    .replace(/(\d)[\s'’](?=\d{3})/gu, '$1')
    .replace(/^\u2212/, '-');
  const grouped = new RegExp(`^[+-]?\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`);
  const plain = grouped.test(written) ? written.replaceAll(group, '') : written;
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
  const value = Number(plain.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

/** What `numberIn` reads as this number, for an input. */
export function numberText(value: number, language: string): string {
  const all = { useGrouping: false, maximumFractionDigits: 20 };
  return new Intl.NumberFormat(language, all).format(value);
}

/** Of a language that groups by spaces the point separates decimals as well as the comma. */
function marksOf(language: string): { group: string; decimal: string } {
  const decimal = numberText(0.5, language)[1]!;
  return decimal === '.'
    ? { group: ',', decimal }
    : { group: groupsBySpace(language) ? ' ' : '.', decimal };
}

function groupsBySpace(language: string): boolean {
  const parts = new Intl.NumberFormat(language).formatToParts(1_234_567);
  return /\s/u.test(parts.find(({ type }) => type === 'group')?.value ?? '');
}
