import { createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { isBaseCovered, onWildcardChange, wildcardPair } from '@/certificates/wildcard';
import { looking, readWildcardFiles, warningOf } from '@/certificates/wildcard-files';
import { days } from '@/platform/clock';
import { BadEnvironment } from '@/platform/env';
import { log } from '@/platform/log';
import { selfSigned } from '~tests/setup/self-signed';

const base = 'desk.example';
const names = [`*.${base}`, base];
const folder = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-wildcard-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cert = path.join(folder, 'live', 'fullchain.pem');
const key = path.join(folder, 'live', 'privkey.pem');
const files = { cert, key, base };
Object.assign(process.env, {
  LOG_LEVEL: 'silent',
  BASE_DOMAIN: base,
  HTTPS_PORT: '8443',
  WILDCARD_CERT_FILE: cert,
  WILDCARD_KEY_FILE: key,
});

looking.every = 100;

/** A folder of its own, and the link `live` that leads to it: as certbot and Kubernetes do. */
let written = 0;
function turnTo(pair: { cert: string; key: string }) {
  const name = `v${++written}`;
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, 'fullchain.pem'), pair.cert);
  writeFileSync(path.join(folder, name, 'privkey.pem'), pair.key);
  symlinkSync(name, path.join(folder, 'next'));
  renameSync(path.join(folder, 'next'), path.join(folder, 'live'));
}

const good = await selfSigned(names);
const other = await selfSigned(names);
const foreign = await selfSigned(['*.elsewhere.example', 'elsewhere.example']);
const ended = await selfSigned(names, {
  notBefore: new Date(Date.now() - days(90)),
  notAfter: new Date(Date.now() - days(1)),
});

const locked = (pem: string) =>
  createPrivateKey(pem)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
    .toString();

function faultOf(pair: { cert: string; key: string }): string {
  turnTo(pair);
  try {
    readWildcardFiles(files);
    return 'no fault';
  } catch (error) {
    expect(error).toBeInstanceOf(BadEnvironment);
    return (error as Error).message;
  }
}

describe('files at the start', () => {
  it('are named by their variable where they are not there', async () => {
    await expect(wildcardPair()).rejects.toThrow(/WILDCARD_CERT_FILE names a file that can’t be/);
    await expect(wildcardPair()).rejects.toThrow(BadEnvironment);
  });

  it.each([
    ['no certificate', { ...good, cert: 'hello' }, /WILDCARD_CERT_FILE .* holds no certificate/],
    ['no key', { ...good, key: 'hello' }, /WILDCARD_KEY_FILE .* holds no private key/],
    ['a locked key', { ...good, key: locked(good.key) }, /WILDCARD_KEY_FILE .* passphrase/],
    ['a key of another one', { ...good, key: other.key }, /WILDCARD_KEY_FILE .* does not belong/],
    ['a chain upside down', { ...good, cert: foreign.cert + good.cert }, /comes first/],
    ['another domain', foreign, /is for \*\.elsewhere\.example and elsewhere\.example, not for/],
  ])('with %s are refused in a sentence', (_, pair, sentence) => {
    expect(faultOf(pair)).toMatch(sentence);
  });

  it('that cover the one name and not the labels below are refused', async () => {
    expect(faultOf(await selfSigned([base]))).toMatch(/not for \*\.desk\.example/);
  });

  it('that have ended are served, with a warning', () => {
    expect(faultOf(ended)).toBe('no fault');
    expect(warningOf(ended.cert, base, new Date())).toMatch(/it ended on \d{4}-\d\d-\d\d/);
  });

  it('say what they don’t cover or when they begin', async () => {
    const now = new Date();
    expect(warningOf(good.cert, base, now)).toBeUndefined();
    const labels = await selfSigned([`*.${base}`]);
    expect(warningOf(labels.cert, base, now)).toMatch(/not desk\.example itself/);
    expect(warningOf(good.cert, base, new Date(now.getTime() - days(3)))).toMatch(/begins on/);
  });
});

describe('files that change', () => {
  const notReloaded = () =>
    vi.mocked(log.warn).mock.calls.filter(([event]) => event === 'wildcard.notReloaded');
  /** Until a look at the files ended with the old pair kept. */
  const keepsAtTheNextLook = async () => {
    const before = notReloaded().length;
    await vi.waitFor(() => expect(notReloaded().length).toBeGreaterThan(before), 10_000);
  };
  afterEach(() => vi.restoreAllMocks());

  it('are served anew, and a pair that is no pair keeps the one before', async () => {
    vi.spyOn(log, 'warn');
    turnTo(good);
    const first = await wildcardPair();
    expect(first).toMatchObject({ chain: good.cert, key: good.key });
    expect(await wildcardPair()).toBe(first);
    const heard = vi.fn();
    const stop = onWildcardChange(heard);

    writeFileSync(cert, other.cert); // half of the new pair is there
    await keepsAtTheNextLook();
    expect(await wildcardPair()).toBe(first);
    expect(heard).not.toHaveBeenCalled();
    writeFileSync(key, other.key);
    await vi.waitFor(async () => expect((await wildcardPair())?.key).toBe(other.key), 10_000);
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
  });

  it('are seen where a link is turned to a new folder, and one that has ended is not taken', async () => {
    vi.spyOn(log, 'warn');
    turnTo(good);
    await vi.waitFor(async () => expect((await wildcardPair())?.chain).toBe(good.cert), 10_000);
    turnTo(ended);
    await keepsAtTheNextLook();
    expect((await wildcardPair())?.chain).toBe(good.cert);
    rmSync(path.join(folder, 'live'));
    await keepsAtTheNextLook();
    expect((await wildcardPair())?.chain).toBe(good.cert);
  });

  it('count for the base domain only where they name it', async () => {
    expect(isBaseCovered()).toBe(true);
    const labels = await selfSigned([`*.${base}`]);
    turnTo(labels);
    await vi.waitFor(async () => expect((await wildcardPair())?.chain).toBe(labels.cert), 10_000);
    expect(isBaseCovered()).toBe(false);
  });
});
