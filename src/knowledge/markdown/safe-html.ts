declare const made: unique symbol;

/** HTML of the allow-list in `render-markdown.ts`; nothing else makes any. */
export type SafeHtml = string & { readonly [made]: true };
