/**
 * How Node runs the server. Rendering thirty pages at once makes much that is thrown away at once;
 * Node's own young generation (32 MB a half) is hardly quicker and is kept: after the load of
 * `npm run bench` the server held 553 and 569 MB with 16 MB, 572 to 627 with 32 (V8 rounds what lies
 * between up to it).
 */
export const serverFlags = ['--enable-source-maps', '--max-semi-space-size=16'];
