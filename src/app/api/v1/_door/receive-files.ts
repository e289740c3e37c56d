import 'server-only';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import busboy from 'busboy';
import type { ApiKey, Scope } from '@/access/scope';
import { discard, readableBody } from '@/app/api/readable-body';
import { Refusal } from '@/platform/errors';
import { mostAttachments } from '@/tickets/attach-drafts';
import { removeUnsent } from '@/tickets/remove-unsent';
import { storeAttachment } from '@/tickets/store-attachment';
import type { AttachmentView } from '@/tickets/ticket-view';

/**
 * Streams the files of a multipart form into the store, as drafts of the key: nothing is held in
 * memory, and what is too large or forbidden is refused before the rest is read. `print` is made
 * of the names and bytes. Refuses what is no such form (415, 400) and one without a file (422);
 * of a form that is refused no file stays.
 */
export async function receiveFiles(
  scope: Scope<ApiKey>,
  request: Request,
): Promise<{ body: AttachmentView[]; print: string }> {
  const form = openForm(request);
  const print = createHash('sha256');
  const stored: Promise<AttachmentView>[] = [];
  let fault: unknown;
  const stop = (error: unknown) => {
    fault ??= error;
    form.destroy(error as Error);
  };
  let before: Promise<unknown> = Promise.resolve();
  form.on('file', (_, bytes, { filename }) => {
    bytes.on('error', () => {}); // may break before anybody reads it; the reader is told then
    const fileName = filename ?? '';
    // One after the other: their order is the sender's, in the list and in the print.
    const one = before.then(() => {
      print.update(`\n${fileName}\n`);
      return storeAttachment(scope, { fileName, stream: hashing(bytes, print) });
    });
    one.catch(stop);
    stored.push(one);
    before = one;
  });
  form.on('field', (name) => stop(unknownField(name)));
  form.on('filesLimit', () => stop(tooManyFiles()));
  const source = readableBody(request);
  source.once('close', () => {
    if (!source.readableEnded) stop(new Error('the form was cut off'));
  });
  source.pipe(form);
  await finished(form).catch(stop);
  discard(source.unpipe(form));
  const settled = await Promise.allSettled(stored);
  if (fault) {
    await dropFiles(
      scope,
      settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    );
    throw fault instanceof Refusal ? fault : broken();
  }
  if (stored.length === 0) throw new Refusal('checkFields', { status: 422, fields: required });
  return { body: await Promise.all(stored), print: print.digest('hex') };
}

/** Removes files that came and that no ticket takes: they would count as unsent for a day. */
export async function dropFiles(
  scope: Scope<ApiKey>,
  files: readonly AttachmentView[],
): Promise<void> {
  await removeUnsent(
    scope,
    files.map(({ id }) => id),
  );
}

const required = { file: 'fields.required' };

function openForm(request: Request): busboy.Busboy {
  const contentType = request.headers.get('content-type') ?? '';
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: { files: mostAttachments, fields: 1, fieldSize: 1024, parts: mostAttachments + 1 },
    });
  } catch {
    const values = { type: 'multipart/form-data' };
    throw new Refusal('api.contentType', { status: 415, values });
  }
}

async function* hashing(stream: Readable, print: { update(bytes: Uint8Array): unknown }) {
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    print.update(chunk);
    yield chunk;
  }
}

const broken = () => new Refusal('api.bodyNotMultipart', { status: 400 });

const unknownField = (name: string) =>
  new Refusal('checkFields', { status: 422, fields: { [name]: 'fields.unknown' } });

const tooManyFiles = () =>
  new Refusal('checkFields', {
    status: 422,
    fields: { file: 'fields.tooMany' },
    values: { most: mostAttachments },
  });
