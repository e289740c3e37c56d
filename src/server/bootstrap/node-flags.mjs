/**
 * How Node runs the server. Rendering thirty pages at once makes much that is thrown away at
 * once: a larger young generation (24 MB a half) collects most of it before it grows old. With 32 MB
 * the server held 528 to 627 MB after the same load (`npm run bench`, four runs), with 64 MB it was
 * a few hundredths quicker and took 250 MB more than with 32.
 */
export const serverFlags = ['--enable-source-maps', '--max-semi-space-size=24'];
