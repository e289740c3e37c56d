import type { NextConfig } from 'next';

/** What Next does by itself, with nothing of ours: the measure that our pages are held against. */
export default {
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ['pg'],
  typescript: { ignoreBuildErrors: true },
} satisfies NextConfig;
