import 'server-only';
import { requestsPerMinute } from '@/session/count-request';
import type { Operation } from '../_door/operation';
import { resources } from '../_operations/all-operations';
import { type Definitions, type JsonSchema, schemaOf } from './json-schema';
import { problemSchema, problems } from './problems';

export interface DescribedOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string; required: boolean; schema: JsonSchema }[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, object>;
}

export interface OpenApi {
  openapi: '3.1.0';
  info: Record<string, string>;
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: Definitions } & Record<string, object>;
}

let made: OpenApi | undefined;

/** The OpenAPI document, made from the operations that the routes run. The same for all hosts. */
export function openApi(): OpenApi {
  made ??= describe();
  return made;
}

function describe(): OpenApi {
  const schemas: Definitions = { Problem: problemSchema };
  const paths: OpenApi['paths'] = {};
  for (const [tag, operations] of Object.entries(resources)) {
    for (const one of operations) {
      paths[one.path] ??= {};
      paths[one.path]![one.method.toLowerCase()] = described(one, tag, schemas);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Servicedesk API',
      version: '1',
      description:
        'What the console can do to companies, contacts, technicians, tickets, settings.',
    },
    servers: [{ url: '/api/v1' }],
    tags: Object.keys(resources).map((name) => ({ name })),
    paths,
    components: {
      schemas,
      responses: Object.fromEntries(
        Object.entries(problems).map(([status, description]) => [
          `Problem${status}`,
          {
            description,
            ...(status === '429' || status === '503'
              ? { headers: { 'Retry-After': ref('headers', 'RetryAfter') } }
              : {}),
            content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
          },
        ]),
      ),
      headers: {
        RateLimitLimit: header(`Requests a minute that a key has: ${requestsPerMinute}`),
        RateLimitRemaining: header('How many of them are left'),
        RateLimitReset: header('Seconds until they are all there again'),
        RetryAfter: header('Seconds to wait'),
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description:
            'Made up by the caller for one deed. Sent again within 24 hours it gets the first answer, with `Idempotent-Replayed: true`, and nothing is done twice.',
          schema: { type: 'string', minLength: 1, maxLength: 200 },
        },
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key of the tenant: `sd_…`' },
      },
    },
  };
}

function described(one: Operation, tag: string, schemas: Definitions): DescribedOperation {
  const body = bodyOf(one, schemas);
  const isPost = one.method === 'POST';
  const parameters = [...parametersOf(one.params, 'path'), ...parametersOf(one.query, 'query')];
  return {
    operationId: operationId(one),
    tags: [tag],
    summary: one.summary,
    ...(one.description ? { description: one.description } : {}),
    security: [{ apiKey: [one.scope] }],
    parameters: isPost ? [...parameters, ref('parameters', 'IdempotencyKey') as never] : parameters,
    ...(body ? { requestBody: body } : {}),
    responses: { [one.status]: success(one, schemas), ...refusals(one) },
  };
}

/** `GET /tickets/{number}/attachments` → `getTicketsByNumberAttachments`. */
function operationId({ method, path }: Operation): string {
  const words = path.replace(/\{(\w+)\}/g, 'by-$1').split(/[/-]/);
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return method.toLowerCase() + pascal;
}

function parametersOf(shape: Operation['params'], place: 'path' | 'query') {
  const { properties = {} } = shape ? schemaOf(shape, 'input', {}) : {};
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === 'path',
    ...(description ? { description } : {}),
    schema,
  }));
}

function bodyOf({ body, receive }: Operation, schemas: Definitions) {
  if (receive && !receive.contentType.startsWith('multipart/')) {
    const schema = { type: 'string', format: 'binary' };
    return { required: true, content: { [receive.contentType]: { schema } } };
  }
  if (receive) {
    const file = { type: 'array', items: { type: 'string', format: 'binary' }, minItems: 1 };
    const schema = { type: 'object', properties: { file }, required: ['file'] };
    return { required: true, content: { [receive.contentType]: { schema } } };
  }
  const schema = body && schemaOf(body, 'input', schemas);
  if (!schema || Object.keys(schema.properties ?? {}).length === 0) return undefined;
  return { required: true, content: { 'application/json': { schema } } };
}

function success({ status, answer }: Operation, schemas: Definitions): object {
  const headers = {
    'RateLimit-Limit': ref('headers', 'RateLimitLimit'),
    'RateLimit-Remaining': ref('headers', 'RateLimitRemaining'),
    'RateLimit-Reset': ref('headers', 'RateLimitReset'),
  };
  const description = { 200: 'Done', 201: 'Created', 204: 'Done; no body' }[status];
  if (status === 204) return { description, headers };
  const content = answer
    ? { 'application/json': { schema: schemaOf(answer, 'output', schemas) } }
    : { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  return { description, headers, content };
}

function refusals({ method, params, body, receive, refuses = [] }: Operation) {
  const sends = method !== 'GET' && (body || receive);
  const all = [
    401,
    403,
    422,
    429,
    503,
    ...(params ? [404] : []),
    ...(sends ? [400, 413, 415] : []),
  ];
  const sorted = [...new Set([...all, ...refuses])].sort();
  return Object.fromEntries(sorted.map((status) => [status, ref('responses', `Problem${status}`)]));
}

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const header = (description: string) => ({ description, schema: { type: 'integer' } });
