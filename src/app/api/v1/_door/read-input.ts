import 'server-only';
import type { z } from 'zod';
import { notFound, Refusal } from '@/platform/errors';
import { BadInput } from './problem';

/** Bytes of a JSON body; the listener has the same limit. */
const mostBytes = 1024 * 1024;

/** An address that doesn't fit its shape answers like one that leads nowhere. */
export function readParams<S extends z.ZodType>(shape: S | undefined, given: unknown): z.output<S> {
  const parsed = shape?.safeParse(given);
  if (parsed && !parsed.success) throw notFound();
  return parsed?.data as z.output<S>;
}

/** `?limit=&cursor=`: what is empty counts as left out. */
export function readQuery<S extends z.ZodType>(shape: S, search: URLSearchParams): z.output<S> {
  const given = [...search].filter(([, value]) => value !== '');
  return fitting(shape, Object.fromEntries(given.map(([name, value]) => [name, clean(value)])));
}

/**
 * The body and its text. Refuses more than 1 MB (413), another type than JSON (415), what is
 * none (400), and what doesn't fit the shape (422).
 */
export async function readJson<S extends z.ZodType>(
  shape: S,
  request: Request,
): Promise<{ body: z.output<S>; print: string }> {
  const print = await readText(request);
  if (print !== '' && !isJson(request.headers.get('content-type') ?? '')) {
    const values = { type: 'application/json' };
    throw new Refusal('api.contentType', { status: 415, values });
  }
  return { body: fitting(shape, print === '' ? {} : parsed(print)), print };
}

const isJson = (type: string) => /^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i.test(type.trim());

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = Number(request.headers.get('content-length') ?? 0);
  refuseTooLarge(size);
  size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    refuseTooLarge(size);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Refusal('api.bodyNotJson', { status: 400 });
  }
}

function refuseTooLarge(size: number): void {
  if (size <= mostBytes) return;
  throw new Refusal('api.bodyTooLarge', { status: 413, values: { megabytes: 1 } });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => clean(value));
  } catch {
    throw new Refusal('api.bodyNotJson', { status: 400 });
  }
}

/** Postgres takes neither NUL nor half a character; JSON and addresses can spell both. */
function clean(value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;
}

function fitting<S extends z.ZodType>(shape: S, value: unknown): z.output<S> {
  const fit = shape.safeParse(value, { reportInput: true });
  if (!fit.success) throw new BadInput(fit.error);
  return fit.data;
}
