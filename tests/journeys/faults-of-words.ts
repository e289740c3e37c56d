import type { Page } from '@playwright/test';
import type { Locale } from '@/i18n/locales';

/** What is wrong with what an open page says, and whether it fits its screen: a line each. */
export async function faultsOfWords(
  page: Page,
  locale: Locale,
  isEnglish: (line: string) => boolean = () => false,
): Promise<string[]> {
  const faults: string[] = [];
  const seen = await page.evaluate(look);
  if (seen.language !== locale) faults.push(`is in ${seen.language}`);
  for (const line of seen.lines) {
    if (isEnglish(line)) faults.push(`says “${line}” in English`);
    if (/\b(console|mail|portal|provider|refusals|server|tickets|ui)(\.\w+)+/.test(line))
      faults.push(`shows the key ${line}`);
  }
  if (seen.overflow > 0) faults.push(`scrolls sideways by ${seen.overflow} px: ${seen.widest}`);
  return faults;
}

/** Runs in the page: everything it says, and what sticks out at its side. */
function look() {
  const lines = new Set<string>([document.title.replace(/ · [^·]*$/, '')]);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    if (node instanceof HTMLScriptElement || node.parentElement?.tagName === 'SCRIPT') continue;
    // The text of an article is in its author's language.
    if (node.parentElement?.closest('.rich-text')) continue;
    if (node instanceof Text) lines.add(node.data.trim());
    if (!(node instanceof Element)) continue;
    for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-description']) {
      lines.add(node.getAttribute(name)?.trim() ?? '');
    }
  }
  lines.delete('');
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 1,
  );
  const widest = wide.map((element) => `<${element.tagName} ${element.className}>`).at(-1) ?? '';
  return {
    language: document.documentElement.lang,
    lines: [...lines],
    overflow: scrollWidth - clientWidth,
    widest,
  };
}
