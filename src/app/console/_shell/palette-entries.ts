export interface PalettePage {
  href: string;
  label: string;
}

/** The sentences that need what was typed in them. */
export interface PaletteWords {
  newTicket: string;
  ticket: (number: string) => string;
  searchTickets: (words: string) => string;
  searchContacts: (words: string) => string;
}

/** What the palette offers for what was typed: a ticket's number first, searches last. */
export function paletteEntries(
  typed: string,
  pages: readonly PalettePage[],
  say: PaletteWords,
): PalettePage[] {
  const words = typed.trim();
  const all = [...pages, { href: '/console/tickets/new', label: say.newTicket }];
  const found = all.filter(({ label }) => includes(label, words));
  const number = /^#?(\d{1,9})$/.exec(words)?.[1];
  if (number) found.unshift({ href: `/console/tickets/${number}`, label: say.ticket(number) });
  if (!words) return found;
  const search = encodeURIComponent(words);
  return [
    ...found,
    { href: `/console/tickets?view=all&q=${search}`, label: say.searchTickets(words) },
    { href: `/console/contacts?q=${search}`, label: say.searchContacts(words) },
  ];
}

function includes(label: string, words: string): boolean {
  return label.toLocaleLowerCase().includes(words.toLocaleLowerCase());
}
