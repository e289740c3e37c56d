import { mkdtempSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { BadEnvironment, parseEnv } from '@/platform/env';
import { sentenceOf } from '@/server/cannot-start';
import { asOnlyServer } from '@/server/server-lock';

const folder = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-start-'));

it('a DATA_DIR that is a file, or below one, is named for what it is', async () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  for (const dataDir of [file, path.join(file, 'below')]) {
    const error = await asOnlyServer(dataDir, async () => {}).catch((caught: unknown) => caught);
    const said = sentenceOf(error, parseEnv({ DATA_DIR: dataDir }));
    expect(said).toMatch(/^DATA_DIR can't be used: .*It must be a folder/);
  }
});

it('a file that may not be written is no port', () => {
  const error = Object.assign(new Error('EACCES: permission denied, open'), {
    code: 'EACCES',
    syscall: 'open',
    path: path.join(folder, 'server.lock'),
  });
  expect(sentenceOf(error, parseEnv({ DATA_DIR: folder }))).toMatch(/^DATA_DIR can't be used/);
  const beside = parseEnv({ DATA_DIR: folder.slice(0, -1) });
  expect(sentenceOf(error, beside)).not.toContain('DATA_DIR');
});

it('a port that is taken is named with its variable', async () => {
  const [one, two] = [net.createServer(), net.createServer()];
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  const { port } = one.address() as net.AddressInfo;
  const error = await new Promise((resolve) => {
    two.on('error', resolve).listen(port, '127.0.0.1');
  });
  one.close();
  const said = sentenceOf(error, parseEnv({ HTTPS_PORT: String(port) }));
  expect(said).toBe(
    `Port ${port} is taken by another program. Stop it, or choose another with HTTPS_PORT=….`,
  );
});

it.each([
  [{ PORT: '4000', HTTPS_PORT: '4000' }, 'HTTPS_PORT must differ from PORT'],
  [{ PORT: '4000', MAIL_INBOUND_PORT: '4000' }, 'MAIL_INBOUND_PORT must differ from PORT'],
  [{ MAIL_FROM: 'nope' }, 'MAIL_FROM must hold an address'],
  [{ MAIL_FROM: 'Help <help@desk>' }, 'MAIL_FROM must hold an address'],
])('%j stops the start with a sentence', (source, says) => {
  expect(() => parseEnv(source)).toThrow(BadEnvironment);
  expect(() => parseEnv(source)).toThrow(says);
});

it('the port for authorities may be the one for everybody', () => {
  expect(() => parseEnv({ PORT: '80', ACME_HTTP_PORT: '80' })).not.toThrow();
});

it.each(['help@desk.test', 'The desk <help@desk.test>'])('MAIL_FROM may be %s', (MAIL_FROM) => {
  expect(parseEnv({ MAIL_FROM }).MAIL_FROM).toBe(MAIL_FROM);
});
