'use client';

import { useState } from 'react';

/** A text as the page has it. */
export interface GivenText {
  title: string;
  body: string;
  /** What readers see; 0: nothing is written yet. */
  version: number;
  /** Of the draft that this is; 0: it is none. */
  revision: number;
}

/**
 * What the text on the screen was made from. Where the page brings another one it is that, in a
 * form of its own (`round`), unless something is unsaved here: then it stays, and saving it is
 * refused for somebody else's.
 */
export function useBegunText(given: GivenText, isUnsaved: boolean) {
  const [seen, see] = useState<GivenText>();
  const [begun, begin] = useState({ ...given, round: 0 });
  if (!seen || isOther(seen, given)) {
    see(given);
    if (!isUnsaved && isOther(begun, given)) begin({ ...given, round: begun.round + 1 });
  }
  return {
    begun,
    /** What is on the screen has been kept as this. */
    goOn: (kept: Partial<GivenText>) => begin((now) => ({ ...now, ...kept })),
    /** What is on the screen is over: the page's text comes in its place. */
    startAnew: () => see(undefined),
  };
}

const isOther = (one: GivenText, other: GivenText) =>
  one.version !== other.version || one.revision !== other.revision;
