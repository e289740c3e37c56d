import path from 'node:path';
import { expect } from 'vitest';
import type { TenantIdentity } from '@/access/scope';
import type { Operation } from '@/app/api/v1/_door/operation';
import { allOperations } from '@/app/api/v1/_operations/all-operations';
import { withRequest } from '@/platform/request-context';
import { type ApiScope, apiScopes } from '@/session/api-scopes';
import { createApiKey } from '@/session/create-api-key';
import { createDefaultStatuses } from '@/tickets/default-statuses';
import { list } from '~tests/laws/source';
import { asSystem, makeTenant } from '~tests/setup/tenants';

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;

export interface Called {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
  json: any;
}

export interface CallOptions {
  /** Sent as JSON; a string or bytes are sent as they are. */
  body?: unknown;
  key?: string;
  headers?: Record<string, string | undefined>;
}

/** The routes there are, the most literal first, as Next chooses them. */
const routes = list('src/app/api')
  .filter((file) => file.endsWith('/route.ts'))
  .map((file) => {
    const address = file.replace('src/app', '').replace('/route.ts', '');
    const pattern = address
      .replace(/[.]/g, '\\.')
      .replace(/\/\[\[\\\.\\\.\\\.(\w+)\]\]/, '(?:/(?<$1>.*))?')
      .replace(/\[(\w+)\]/g, '(?<$1>[^/]+)');
    return { file, address, pattern: new RegExp(`^${pattern}$`) };
  })
  .sort((a, b) => rank(a.address) - rank(b.address));

function rank(address: string): number {
  return address.includes('[[') ? 2 : address.includes('[') ? 1 : 0;
}

/** Asks as a program does: by the route's own handler, on the host's behalf. */
export async function ask(
  host: string,
  method: string,
  address: string,
  { body, key, headers }: CallOptions = {},
): Promise<Called> {
  const url = new URL(`/api/v1${address}`, 'http://127.0.0.1:1'); // the origin must not matter
  const route = routes.find(({ pattern }) => pattern.test(url.pathname));
  if (!route) throw new Error(`no route for ${url.pathname}`);
  const params = { ...route.pattern.exec(url.pathname)?.groups };
  const module = (await import(path.resolve(route.file))) as Record<string, Handler>;
  const sent = new Headers({ 'x-tenant-host': host });
  if (key) sent.set('authorization', `Bearer ${key}`);
  const { bytes, type } = await encoded(body);
  if (type) sent.set('content-type', type);
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value === undefined) sent.delete(name);
    else sent.set(name, value);
  }
  const init = { method, headers: sent, ...(bytes ? { body: bytes, duplex: 'half' } : {}) };
  const context = { reference: 'TEST-0001', address: '192.0.2.1', headers: {} };
  const request = new Request(url, init);
  const answer = await withRequest(context, () =>
    module[method]!(request, { params: Promise.resolve(params) }),
  );
  for (const [name, value] of Object.entries(context.headers)) {
    answer.headers.set(name, value as string);
  }
  const received = Buffer.from(await answer.arrayBuffer());
  const text = received.toString('latin1');
  const isJsonAnswer = /json/.test(answer.headers.get('content-type') ?? '') && text !== '';
  const json = isJsonAnswer ? JSON.parse(received.toString('utf8')) : undefined;
  fitsItsDescription(method, url.pathname, answer.status, json);
  return { status: answer.status, headers: answer.headers, text, json };
}

/** The body as it comes in pieces over a line, and its type. */
async function encoded(body: unknown): Promise<{ bytes?: ReadableStream; type?: string }> {
  if (body === undefined) return {};
  if (body instanceof ReadableStream) return { bytes: body };
  const isPlain = typeof body === 'string' || body instanceof Blob || body instanceof FormData;
  const whole = new Response(isPlain ? body : JSON.stringify(body));
  const type = isPlain ? (whole.headers.get('content-type') ?? undefined) : 'application/json';
  const all = new Uint8Array(await whole.arrayBuffer());
  let at = 0;
  const bytes = new ReadableStream({
    pull: (to) => {
      if (at >= all.length) return to.close();
      to.enqueue(all.slice(at, at + 65_536));
      at += 65_536;
    },
  });
  return type === undefined ? { bytes } : { bytes, type };
}

/** Every answer in these tests is what the document says, with no field more or less. */
function fitsItsDescription(method: string, pathname: string, status: number, json: unknown) {
  const operation = operationAt(method, pathname.replace('/api/v1', ''));
  if (!operation?.answer || status !== operation.status) return;
  expect(operation.answer.parse(json)).toEqual(json);
}

export function operationAt(method: string, address: string): Operation | undefined {
  const fits = (one: Operation) =>
    one.method === method && new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(address);
  return allOperations.find((one) => fits(one) && one.path === address) ?? allOperations.find(fits);
}

export interface ApiTenant {
  tenant: TenantIdentity;
  key: string;
  call: (method: string, address: string, options?: CallOptions) => Promise<Called>;
}

/** A tenant with its statuses, and a key that calls on its host. */
export async function apiTenant(scopes: readonly ApiScope[] = apiScopes): Promise<ApiTenant> {
  const tenant = await makeTenant();
  await createDefaultStatuses(await asSystem(tenant));
  const key = await keyFor(tenant, scopes);
  return {
    tenant,
    key,
    call: (method, address, options) =>
      ask(tenant.managedHost, method, address, { key, ...options }),
  };
}

export async function keyFor(
  tenant: TenantIdentity,
  scopes: readonly ApiScope[] = apiScopes,
): Promise<string> {
  const { token } = await createApiKey(await asSystem(tenant), {
    name: 'Test',
    scopes: [...scopes],
  });
  return token;
}

/** A company and a contact in it, made through the API. */
export async function makePeople({ call }: ApiTenant, word = 'Ada') {
  const company = (await call('POST', '/companies', { body: { name: `${word} Works` } })).json;
  const body = { companyId: company.id, name: `${word} Lovelace`, sendWelcome: false };
  const contact = (await call('POST', '/contacts', { body })).json;
  return { company, contact } as { company: { id: string }; contact: { id: string } };
}
