import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { clock, minutes } from '@/platform/clock';
import { findPlace, nameServersOf, readTxt, setTxt, tryUpdate } from '@/platform/dns-update';
import { askServer } from '@/platform/dns-update-exchange';
import { outcomeOf, updateMessage } from '@/platform/dns-update-message';
import { type Bind, findNamed, startBind } from '~tests/setup/bind9';

const zone = 'desk.example';
const name = `_acme-challenge.help.${zone}`;
const place = { name, zone };

describe('an update without anybody there', () => {
  it('is a value, not an exception', async () => {
    const answer = await setTxt({ server: '127.0.0.1:9' }, place, ['x']);
    expect(answer).toEqual({ update: 'away', reason: expect.stringContaining('127.0.0.1:9') });
  });
});

const named = findNamed();
if (!named) console.warn('skipped: named is missing (apt-get install bind9)');

describe.skipIf(!named)('dynamic update at a real BIND', async () => {
  const binds: Bind[] = [];
  const start = async (algorithm?: Bind['key']['algorithm']) => {
    const bind = await startBind(
      zone,
      ['delegated IN NS ns.elsewhere.example.', `_acme-challenge.alias IN CNAME ${name}.`],
      algorithm,
    );
    binds.push(bind);
    return bind;
  };
  const bind = await start();
  const target = { server: bind.address, key: bind.key };
  afterAll(() => Promise.all(binds.map((one) => one.stop())));
  afterEach(() => vi.restoreAllMocks());

  it('finds the zone by its SOA, and follows a CNAME of the challenge', async () => {
    expect(await findPlace(target, name)).toEqual(place);
    expect(await findPlace(target, `_acme-challenge.${zone}`)).toMatchObject({ zone });
    expect(await findPlace(target, `_acme-challenge.alias.${zone}`)).toEqual(place);
    expect(await findPlace(target, '_acme-challenge.other.example')).toBeUndefined();
    expect(await nameServersOf(bind.address, zone)).toEqual([`ns.${zone}`]);
  });

  it('sets two values at one name, replaces and removes them', async () => {
    expect(await setTxt(target, place, ['two', 'one'])).toEqual({ update: 'done' });
    expect(await readTxt(bind.address, name)).toEqual(['one', 'two']);
    expect(await setTxt(target, place, ['three'])).toEqual({ update: 'done' });
    expect(await setTxt(target, place, ['three'])).toEqual({ update: 'done' });
    expect(await readTxt(bind.address, name)).toEqual(['three']);
    expect(await setTxt(target, place, [])).toEqual({ update: 'done' });
    expect(await readTxt(bind.address, name)).toEqual([]);
  });

  it('finds out whether it may, and changes nothing', async () => {
    await setTxt(target, place, ['kept']);
    expect(await tryUpdate(target, place)).toEqual({ update: 'done' });
    expect(await tryUpdate({ server: bind.address }, place)).toMatchObject({ code: 'REFUSED' });
    const other = { ...bind.key, name: 'nobody' };
    expect(await tryUpdate({ ...target, key: other }, place)).toMatchObject({ code: 'BADKEY' });
    expect(await readTxt(bind.address, name)).toEqual(['kept']);
    await setTxt(target, place, []);
  });

  it('goes by TCP where the message is long', async () => {
    const values = ['a', 'b', 'c'].map((letter) => letter.repeat(250));
    expect(await setTxt(target, place, values)).toEqual({ update: 'done' });
    expect(await readTxt(bind.address, name)).toEqual(values);
    await setTxt(target, place, []);
  });

  it.each(['hmac-sha384', 'hmac-sha512'] as const)('signs with %s too', async (algorithm) => {
    const other = await start(algorithm);
    const answer = await setTxt({ server: other.address, key: other.key }, place, ['x']);
    expect(answer).toEqual({ update: 'done' });
    expect(await readTxt(other.address, name)).toEqual(['x']);
  });

  it.each([
    ['BADKEY', { ...bind.key, name: 'nobody' }],
    ['BADSIG', { ...bind.key, secret: Buffer.from('another secret').toString('base64') }],
  ])('tells %s', async (code, key) => {
    expect(await setTxt({ ...target, key }, place, ['x'])).toEqual({ update: 'refused', code });
    expect(await readTxt(bind.address, name)).toEqual([]);
  });

  it('tells BADTIME where our clock is wrong', async () => {
    vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() - minutes(20)));
    const answer = await setTxt(target, place, ['x']);
    expect(answer).toEqual({ update: 'refused', code: 'BADTIME' });
  });

  it('tells REFUSED without a key, and NOTAUTH for a zone that is not there', async () => {
    expect(await setTxt({ server: bind.address }, place, ['x'])).toEqual({
      update: 'refused',
      code: 'REFUSED',
    });
    const foreign = { name: '_acme-challenge.other.example', zone: 'other.example' };
    expect(await setTxt(target, foreign, ['x'])).toEqual({ update: 'refused', code: 'NOTAUTH' });
  });

  it('believes no answer that somebody changed or signed with another key', async () => {
    const sent = updateMessage({ ...place, values: ['x'], ttl: 60 }, bind.key);
    const answer = await askServer(bind.address, sent.bytes, sent.id);
    expect(outcomeOf(answer, sent, bind.key)).toBe('NOERROR');
    const changed = Buffer.from(answer);
    changed.writeUInt16BE(changed.readUInt16BE(2) | 5, 2);
    expect(outcomeOf(changed, sent, bind.key)).toBe('UNSIGNED');
    const other = { ...bind.key, secret: Buffer.from('another').toString('base64') };
    expect(outcomeOf(answer, sent, other)).toBe('UNSIGNED');
    const bare = Buffer.from(answer.subarray(0, 12));
    for (const at of [4, 6, 8, 10]) bare.writeUInt16BE(0, at);
    expect(outcomeOf(bare, sent, bind.key)).toBe('UNSIGNED');
    await setTxt(target, place, []);
  });
});
