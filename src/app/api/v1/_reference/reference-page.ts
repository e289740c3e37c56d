import 'server-only';
import type { JsonSchema } from './json-schema';
import { type DescribedOperation, type OpenApi, openApi } from './openapi';
import { code, escaped, fieldList, prose, typeOf } from './reference-parts';
import { referenceStyle } from './reference-style';

let made: string | undefined;

/** The readable reference: one page of HTML without scripts, made from the OpenAPI document. */
export function referencePage(): string {
  made ??= page(openApi());
  return made;
}

function page(document: OpenApi): string {
  const tags = document.tags.map(({ name }) => name);
  const schemas = Object.entries(document.components.schemas);
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<title>API reference</title><style>${referenceStyle}</style></head><body>` +
    `<nav aria-label="Resources"><ul><li><a href="#start">Start</a></li>${tags
      .map((tag) => `<li><a href="#${tag}">${escaped(tag)}</a></li>`)
      .join('')}<li><a href="#shapes">Shapes</a></li></ul></nav><main>` +
    introduction +
    tags.map((tag) => section(document, tag)).join('') +
    `<section id="shapes"><h2>Shapes</h2>${schemas
      .map(
        ([name, schema]) =>
          `<article id="shape-${name}"><h3>${escaped(name)}</h3>${fieldList(schema, 'answer')}</article>`,
      )
      .join('')}</section></main></body></html>`
  );
}

const introduction =
  '<section id="start"><h1>API reference</h1>' +
  '<p>Everything below is at <code>/api/v1</code> on the tenant’s host, in JSON. Programs read ' +
  '<a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p><dl>' +
  '<dt>Key</dt><dd><code>Authorization: Bearer sd_…</code>. Admins create keys in the console, each with ' +
  'the scopes that it needs. Writing doesn’t include reading.</dd>' +
  '<dt>Errors</dt><dd><code>application/problem+json</code> with <code>title</code>, <code>detail</code>, ' +
  '<code>code</code>, <code>reference</code> and, for bad input, <code>errors</code> by field.</dd>' +
  '<dt>Lists</dt><dd><code>?limit=&amp;cursor=</code> → <code>{ data, nextCursor }</code>; ' +
  '<code>nextCursor</code> is null on the last page.</dd>' +
  '<dt>Once only</dt><dd>Every POST takes an <code>Idempotency-Key</code>: sent again within 24 hours, ' +
  'it gets the first answer and nothing is done twice.</dd>' +
  '<dt>Limits</dt><dd>Each answer says in <code>RateLimit-Limit</code>, <code>-Remaining</code> and ' +
  '<code>-Reset</code> how many requests the key has left.</dd>' +
  '<dt>Times</dt><dd>RFC 3339 in UTC: <code>2026-11-23T08:00:00.000Z</code>.</dd></dl></section>';

function section(document: OpenApi, tag: string): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, one]) => one.tags.includes(tag))
      .map(([method, one]) => operation(method.toUpperCase(), path, one)),
  );
  return `<section id="${tag}"><h2>${escaped(tag)}</h2>${operations.join('')}</section>`;
}

function operation(method: string, path: string, one: DescribedOperation): string {
  const queries = one.parameters.filter((parameter) => parameter.in === 'query');
  const properties = Object.fromEntries(
    queries.map(({ name, in: _, required: __, schema, ...more }) => [name, { ...schema, ...more }]),
  );
  const [contentType, body] = Object.entries(one.requestBody?.content ?? {})[0] ?? [];
  return (
    `<article id="${one.operationId}"><h3>${escaped(one.summary)}</h3>` +
    `<p class="call"><b>${method}</b> ${code(path)} <span>${escaped(one.security[0]?.apiKey?.[0] ?? '')}</span></p>` +
    (one.description ? `<p>${prose(one.description)}</p>` : '') +
    (queries.length ? `<h4>Query</h4>${fieldList({ properties }, 'answer')}` : '') +
    (body ? `<h4>Body <small>${contentType}</small></h4>${fieldList(body.schema, 'body')}` : '') +
    answers(one) +
    '</article>'
  );
}

function answers({ responses }: DescribedOperation): string {
  const statuses = Object.keys(responses);
  const success = statuses.find((status) => status.startsWith('2')) ?? '';
  const { content } = responses[success] as {
    content?: Record<string, { schema: JsonSchema }>;
  };
  const [contentType, found] = Object.entries(content ?? {})[0] ?? [];
  const shape =
    contentType === 'application/json' ? typeOf(found?.schema ?? {}) : (contentType ?? '');
  const refusals = statuses.filter((status) => status !== success).join(', ');
  return `<h4>Answer</h4><p>${success} ${shape}</p><p class="refusals">Refused with ${refusals}</p>`;
}
