/**
 * How Node runs the server. Rendering thirty pages at once makes much that is thrown away at
 * once: a larger young generation (64 MB a half) collects it before it grows old.
 */
export const serverFlags = ['--enable-source-maps', '--max-semi-space-size=64'];
