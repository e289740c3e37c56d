import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { readApart } from '@/notifications/inbound/read-apart';
import { dnsOfSenders } from '~tests/rooms/tickets/mail/inbound';
import { buildMailReader } from '~tests/setup/mail-reader';

await buildMailReader();
const dns = await dnsOfSenders(['acme.example']);
const folder = await mkdtemp(path.join(tmpdir(), 'mails-'));
afterAll(async () => {
  await dns.stop();
  await rm(folder, { recursive: true });
});
afterEach(() => void vi.useRealTimers());

const corpus = path.join(import.meta.dirname, 'corpus');
const ordinary = path.join(corpus, 'structure', 'mixed-with-files.eml');
const envelope = { from: 'jane@acme.example' };
let count = 0;

async function read(mail: string) {
  const file = path.join(folder, `${++count}.eml`);
  await writeFile(file, mail, 'latin1');
  return readApart(file, envelope);
}

const head = 'From: jane@acme.example\r\nSubject: Printer\r\n';
const times = (many: number, of: (at: number) => string) =>
  Array.from({ length: many }, (_, at) => of(at)).join('');
const textPart = 'Content-Type: text/plain\r\n\r\nx\r\n';

it.each([
  ['structure/mixed-related-alternative', { ownText: 'Plain words.', files: [{}, {}] }],
  ['charsets/iso-2022-jp', { ownText: 'プリンターが動きません。' }],
  ['wrapped/tnef-with-two-files', { files: [{ fileName: 'Report of the hall.pdf' }, {}] }],
  ['wrapped/smime-opaque', { ownText: 'Signed words.', files: [{ fileName: 'a.pdf' }] }],
  ['wrapped/smime-encrypted', { isEncrypted: true, files: [{ fileName: 'encrypted.eml' }] }],
  ['invitations/google', { invitation: { title: 'Printer check' } }],
  ['hostile/empty-mail', { from: null, text: '' }],
])('reads %s in its thread as without one', async (name, expected) => {
  const reading = await readApart(path.join(corpus, `${name}.eml`), envelope);
  expect(reading).toMatchObject({ mail: expected });
});

it('hands over the bytes of files', async () => {
  const reading = await readApart(ordinary, envelope);
  if ('error' in reading) throw new Error(reading.error);
  const [pdf] = reading.mail.files;
  expect(Buffer.from(pdf!.bytes).toString()).toMatch(/^%PDF-1\.4\n/);
});

it.each([
  ['100,000 addresses', `${head}Cc: ${times(100_000, (at) => `a${at}@acme.example, `)}\r\n\r\nx`],
  ['a header line of a megabyte', `${head}X-Long: ${'y'.repeat(1_000_000)}\r\n\r\nx`],
  ['100,000 header lines', `${head}${times(100_000, (at) => `X-${at}: y\r\n`)}\r\nx`],
  [
    '150 parts',
    `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${times(150, () => `--b\r\n${textPart}`)}`,
  ],
  [
    '200 parts within each other',
    head +
      times(200, (n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`) +
      textPart,
  ],
])('puts aside %s', async (_, mail) => {
  expect(await read(mail)).toEqual({ error: expect.stringMatching(/exceeded/) });
});

const html = `${head}Content-Type: text/html\r\n\r\n<p>Hello.</p>`;
it.each([
  ['HTML without end', `${html}${'<b>'.repeat(200_000)}`],
  ['tables without end', `${html}${'<table><tr><td>'.repeat(50_000)}`],
  ['nothing but signs that begin an element', `${html}${'<'.repeat(1_000_000)}`],
  ['nothing but entities', `${html}${'&amp;'.repeat(300_000)}`],
  ['one line of six megabytes', `${head}\r\nHello.\n${'y'.repeat(6_000_000)}`],
  ['quotes of quotes', `${head}\r\nHello.\n${times(2000, (n) => `${'>'.repeat(n % 90)} x\n`)}`],
  [
    'sentences that all seem to begin a quote',
    `${head}\r\nHello.\n${'Am 1:11 schrieb '.repeat(9_000)}`,
  ],
  [
    'paragraphs that all flow',
    `${head}Content-Type: text/plain; format=flowed\r\n\r\nHello.\n\n${'a \n'.repeat(200_000)}`,
  ],
  [
    'signatures of 1,000,000 levels',
    `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello.\r\n--b\r\nContent-Type: application/pkcs7-mime\r\n\r\n${'\x30\x80'.repeat(1_000_000)}`,
  ],
])('reads %s', async (_, mail) => {
  expect(await read(mail)).toMatchObject({ mail: { ownText: expect.stringMatching(/^Hello\./) } });
});

it('cuts a text of many megabytes between two lines, not inside a letter', async () => {
  const file = path.join(folder, 'long.eml');
  await writeFile(
    file,
    `${head}Content-Type: text/plain\r\n\r\nGröße\r\n${'ö€\r\n'.repeat(900_000)}`,
  );
  expect(await readApart(file, envelope)).toMatchObject({
    mail: { ownText: expect.stringMatching(/^Größe\nö€\n/) },
  });
});

it('keeps its own thread free meanwhile', async () => {
  let turns = 0;
  let isReading = true;
  const turn = () => {
    turns++;
    if (isReading) setImmediate(turn);
  };
  setImmediate(turn);
  await read(`${head}\r\n${'\n'.repeat(200_000)}`);
  isReading = false;
  expect(turns).toBeGreaterThan(100);
});

it('gives up what takes too long, after a second try alone, and reads the next', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const slow = readApart(ordinary, envelope);
  for (let attempt = 0; attempt < 2; attempt++) {
    while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(4_500); // before a thread can have answered
  }
  expect(await slow).toEqual({ error: expect.stringMatching(/too much time/) });
  vi.useRealTimers();
  expect(await readApart(ordinary, envelope)).toMatchObject({ mail: { subject: 'Printer' } });
});

it('does not blame a mail for a file that isn’t there', async () => {
  await expect(readApart(path.join(folder, 'none.eml'), envelope)).rejects.toThrow('is gone');
});
