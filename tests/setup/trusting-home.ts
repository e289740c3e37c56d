import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where `certutil` is (`npm test` brings it where it may); undefined where it isn't. */
export function findCertutil(): string | undefined {
  const known = ['/usr/bin/certutil', '/usr/local/bin/certutil', '/opt/homebrew/bin/certutil'];
  return known.find((file) => existsSync(file));
}

/**
 * A home folder for a browser that trusts one more root, in PEM, as its user would have added it:
 * certificates are checked as ever. `remove` it after the browser.
 */
export function makeTrustingHome(root: string): { home: string; remove(): void } {
  const certutil = findCertutil();
  if (!certutil) throw new Error('certutil is missing: apt-get install libnss3-tools');
  const home = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-home-'));
  writeFileSync(path.join(home, 'root.pem'), root);
  // Where Chromium has looked so far, and where it looks from 2025 on.
  for (const folder of ['.pki/nssdb', '.local/share/pki/nssdb']) {
    const store = path.join(home, folder);
    mkdirSync(store, { recursive: true });
    const into = (...words: string[]) =>
      execFileSync(certutil, ['-d', `sql:${store}`, ...words], { stdio: 'pipe' });
    into('-N', '--empty-password');
    into('-A', '-n', 'tests', '-t', 'C,,', '-i', path.join(home, 'root.pem'));
  }
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}
