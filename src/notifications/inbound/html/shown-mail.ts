/** How the HTML of a mail is to be shown. Pure. */
export interface ShowOrder {
  /** Content-ID → where the picture is that was kept of it; others are not shown. */
  pictures: Readonly<Record<string, string>>;
  /** Nothing was kept of it yet: its pictures come with its HTML. */
  isLoose?: boolean;
  /** Whether pictures come from other servers, which learn from it that the mail was read. */
  remote: boolean;
  /** What was answered, below or above the author's own words. */
  quotes: 'fold' | 'leaveOut';
  /** On what unfolds it. */
  quoteLabel: string;
}

export interface ShownMail {
  /** Safe: of our allow-list alone. Made anew each time, and kept nowhere. */
  html: string;
  /** How many pictures of other servers it names. */
  remotePictures: number;
  /** There is more, which is too much to show. */
  isCut: boolean;
}
