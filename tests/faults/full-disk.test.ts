import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { serveTenant } from '~tests/setup/served-tenant';
import { startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';

/** Fault 4, on a disk of 2 MB; only root may mount one. */
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-full-'));
const disk = path.join(dataDir, 'attachments');
const mounted = mountSmallDisk();

afterAll(() => {
  if (mounted) execFileSync('umount', ['--lazy', disk]);
  rmSync(dataDir, { recursive: true, force: true });
});

function mountSmallDisk(): boolean {
  mkdirSync(disk);
  try {
    const stdio = 'ignore';
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!mounted)('a full disk of attachments', { timeout: 120_000 }, () => {
  it('refuses a file with 507 and leaves neither a row nor a piece of it', async () => {
    const server = await startServer({ dataDir });
    try {
      const acme = await serveTenant(server, 'acme');
      const upload = (bytes: number) =>
        acme.contact.send('/api/attachments?fileName=report.txt', {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: Buffer.alloc(bytes, 'text '),
        });
      const files = () =>
        readdirSync(disk, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
      const rows = () => onDatabase(server.databaseUrl, 'SELECT FROM attachments');

      expect((await upload(1024 * 1024)).status).toBe(201);
      const refused = await upload(3 * 1024 * 1024);
      expect(refused.status).toBe(507);
      expect(JSON.parse(refused.text)).toMatchObject({ status: 507, code: 'attachments.diskFull' });
      expect(files()).toHaveLength(1);
      expect(await rows()).toHaveLength(1);

      expect((await upload(512 * 1024)).status).toBe(201);
      expect(await rows()).toHaveLength(2);
      const title = 'Without the file';
      const body = { requesterId: acme.ids.contact, title, description: 'It goes on' };
      expect((await acme.api('POST', '/tickets', { body })).status).toBe(201);
    } finally {
      await server.stop();
    }
  });
});
