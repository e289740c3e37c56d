/**
 * How the sanitiser marks quotations: with elements that nothing else in its output is. Pure.
 * `inside` holds what was quoted; with `fromHere` all that follows is.
 */
export const quoteTag = { inside: 'details', fromHere: 'section' } as const;
