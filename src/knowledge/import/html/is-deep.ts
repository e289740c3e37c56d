/** The parser takes ever longer with each level, and no page has a tenth of these. */
const mostLevels = 2_000;

/** They end by themselves where the next one begins, or hold nothing. */
const endless =
  /^(area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|tbody|td|tfoot|th|thead|tr|track|wbr)$/i;

/** Whether elements stand inside one another so deep that nobody can mean it. Pure. */
export function isDeep(html: string): boolean {
  let depth = 0;
  for (const [, end, name] of html.matchAll(/<(\/?)([A-Za-z][A-Za-z0-9-]{0,40})/g)) {
    if (endless.test(name!)) continue;
    depth = end ? Math.max(0, depth - 1) : depth + 1;
    if (depth > mostLevels) return true;
  }
  return false;
}
