import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { visit } from '~tests/setup/visit';
import type { WebVisitor } from '~tests/setup/web-visitor';

/** Threats 20 and 21 for files that people send. */
let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;

beforeAll(async () => {
  server = await startServer();
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki');
}, 180_000);
afterAll(() => server?.stop());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function upload(visitor: WebVisitor, fileName: string, body: Buffer | string) {
  const path = `/api/attachments?fileName=${encodeURIComponent(fileName)}`;
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await visitor.send(path, { method: 'POST', headers, body });
  return { status: answer.status, json: JSON.parse(answer.text), headers: answer.headers };
}

describe('a file that a browser might run', () => {
  it.each([
    ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['picture.png', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['page.html', '<!doctype html><script>alert(1)</script>'],
    ['page.txt', '\ufeff  <html><body onload=alert(1)>'],
    ['page.csv', '<!-- --><script>alert(1)</script>'],
    ['tool.exe', Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1')],
    ['run.sh', '#!/bin/sh\nrm -rf /\n'],
  ])('%s is refused with 415', async (name, body) => {
    const answer = await upload(a.contact, name, body);
    expect(answer.status).toBe(415);
    expect(answer.json).toMatchObject({ code: 'attachments.forbiddenType', status: 415 });
  });

  it('is refused in words even where most of it is still on its way', async () => {
    const long = Buffer.concat([Buffer.from('<!doctype html>'), Buffer.alloc(8_000_000, 'a')]);
    expect((await upload(a.contact, 'page.html', long)).status).toBe(415);
    const boundary = 'x-y-z';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.html"\r\n\r\n`;
    const form = Buffer.concat([Buffer.from(head), long, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    const answer = await visit(a.origin, '/api/v1/tickets/1/attachments', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${a.key}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      body: form,
    });
    expect(answer.status).toBe(415);
    expect((await a.api('GET', '/tickets/1')).json.attachments).toEqual([]);
  });

  it.each([
    [
      'a picture with a script behind it',
      'cat.png',
      Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]),
    ],
    ['a PDF', 'bill.pdf', Buffer.from('%PDF-1.7\n<script>alert(1)</script>')],
    ['a GIF that is a script', 'cat.gif', Buffer.from('GIF89a/*<html>*/=1;alert(1)')],
    ['a text', 'words.txt', Buffer.from('just words')],
  ])('%s comes back so that nothing in it runs', async (_what, name, bytes) => {
    const { status, json } = await upload(a.contact, name, bytes);
    expect(status).toBe(201);
    const file = await a.contact.get(`/api/attachments/${json.id}`);
    expect(file.status).toBe(200);
    expect(file.bytes.equals(bytes)).toBe(true);
    expect(file.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'content-length': String(bytes.length),
    });
    const isPicture = /\.(png|gif)$/.test(name);
    const type = isPicture ? /^image\/(png|gif)$/ : /^application\/octet-stream$/;
    expect(file.headers['content-type']).toMatch(type);
    const kind = isPicture ? 'inline' : 'attachment';
    expect(file.headers['content-disposition']).toMatch(new RegExp(`^${kind}; filename=`));
  });
});

describe('a name', () => {
  it.each([
    ['../../x', 'x'],
    ['..\\..\\windows\\system32\\x.dll.txt', 'x.dll.txt'],
    ['a"\r\nSet-Cookie: stolen=1', undefined],
    ['\u202etxt.exe.txt', 'txt.exe.txt'],
    ['..', 'file'],
    ['naïve résumé 履歴.txt', 'naïve résumé 履歴.txt'],
    ['%2e%2e%2fx', '%2e%2e%2fx'],
  ])('%j can’t leave its header or its folder', async (name, kept) => {
    const { status, json } = await upload(a.contact, name, 'words');
    expect(status).toBe(201);
    if (kept) expect(json.fileName).toBe(kept);
    expect(json.fileName).not.toMatch(/[/\\\r\n\u202e]/);
    const file = await a.contact.get(`/api/attachments/${json.id}`);
    expect(file.status).toBe(200);
    expect(file.headers['set-cookie']).toBeUndefined();
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+$/,
    );
  });
});

describe('the bytes', () => {
  it('are nobody’s who may not see the ticket, and that reads like an unknown id', async () => {
    const { json } = await upload(a.contact, 'secret.txt', 'secret words');
    const path = `/api/attachments/${json.id}`;
    const unknown = '/api/attachments/01a2078b-f7e4-7e4f-a5ec-cf9f45cc2cd0';
    const cookies = ['', b.contact.cookie(), b.admin.cookie(), a.admin.cookie()];
    for (const cookie of cookies) {
      const headers: Record<string, string> = cookie ? { cookie } : {};
      const answer = await visit(a.origin, path, { headers });
      expect(answer.status).toBe(404);
      expect(bare(answer.body)).toBe(bare((await visit(a.origin, unknown, { headers })).body));
    }
    const atB = await visit(b.origin, path, { headers: { cookie: b.admin.cookie() } });
    expect(atB.status).toBe(404);
    expect(atB.body.toString()).not.toContain('secret');
    const head = await visit(a.origin, path, {
      ...{ method: 'HEAD', headers: { cookie: a.contact.cookie() } },
    });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '12', 0]);
    expect((await a.contact.get(path)).text).toBe('secret words');
  });
});

function bare(body: Buffer): string {
  const text = body.toString();
  const { reference } = JSON.parse(text) as { reference: string };
  return text.replaceAll(reference, 'REFERENCE');
}
