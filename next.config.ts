import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
import { faceRewrites } from './src/tenants/face';

const withNextIntl = createNextIntlPlugin({
  requestConfig: './src/i18n/request.ts',
  // Messages are parsed while building, so no parser travels to the browser.
  experimental: {
    messages: { path: './messages', format: 'json', locales: 'infer', precompile: true },
  },
});

const baseDomain = process.env.BASE_DOMAIN || 'servicedesk.localhost';

const config: NextConfig = {
  // Every page depends on the host, which Next's cache keys don't hold.
  cacheComponents: false,
  // `src/server` compresses, tags and secures answers.
  compress: false,
  generateEtags: false,
  poweredByHeader: false,
  // The optimiser is off: `/_next/image` answers 404 (docs/security.md).
  images: { unoptimized: true },
  serverExternalPackages: [
    'pg',
    '@node-rs/argon2',
    'acme-client',
    'graphile-worker',
    'imapflow',
    'nodemailer',
    'busboy',
  ],
  rewrites: async () => ({ beforeFiles: faceRewrites, afterFiles: [], fallback: [] }),
  // `npm run verify` checks the types of the whole tree; a start does not wait for that.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  allowedDevOrigins: [baseDomain, `**.${baseDomain}`],
  logging: false,
  experimental: {
    authInterrupts: true,
    serverActions: { bodySizeLimit: '1mb' },
  },
};

export default withNextIntl(config);
