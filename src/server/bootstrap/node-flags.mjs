/**
 * How Node runs the server. Rendering thirty pages at once makes much that is thrown away at
 * once: a larger young generation (16 MB a half) collects most of it before it grows old. More is
 * hardly quicker and kept: after the load of `npm run bench` the server held 553 and 569 MB with
 * 16, 572 to 612 with 24, up to 627 with 32.
 */
export const serverFlags = ['--enable-source-maps', '--max-semi-space-size=16'];
