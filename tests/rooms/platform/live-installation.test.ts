import { describe, expect, it } from 'vitest';
import { isLiveInstallation, mayShowSecrets, parseEnv } from '@/platform/env';

const live = { NODE_ENV: 'production', DATABASE_URL: 'postgres://somewhere/servicedesk' };

describe('what may show on a screen', () => {
  it('shows no tenant’s mails in production on an own database', () => {
    expect(isLiveInstallation(parseEnv(live))).toBe(true);
    expect(mayShowSecrets({ isDemo: false }, parseEnv(live))).toBe(false);
    expect(mayShowSecrets({ isDemo: true }, parseEnv(live))).toBe(false);
  });

  it('makes the one exception for the demo tenant of an installation that is a demo', () => {
    const demo = parseEnv({ ...live, DEMO: '1' });
    expect(mayShowSecrets({ isDemo: true }, demo)).toBe(true);
    expect(mayShowSecrets({ isDemo: false }, demo)).toBe(false);
  });

  it('shows them on the embedded database and in development', () => {
    expect(mayShowSecrets({ isDemo: false }, parseEnv({ NODE_ENV: 'production' }))).toBe(true);
    expect(mayShowSecrets({ isDemo: false }, parseEnv({ ...live, NODE_ENV: 'development' }))).toBe(
      true,
    );
  });
});
