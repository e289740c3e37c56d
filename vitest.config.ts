import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@': path.resolve('src'),
      '~tests': path.resolve('tests'),
      '~messages': path.resolve('messages'),
      'server-only': path.resolve('tests/setup/server-only.ts'),
    },
  },
  test: {
    globalSetup: ['tests/setup/cluster.ts'],
    setupFiles: ['tests/setup/audit-words.ts'],
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 3,
  },
});
