import 'server-only';
import { Readable } from 'node:stream';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { inReadTransaction, inTransaction, type Tx } from '@/access/in-transaction';
import { refuseInPreview } from '@/access/refuse-in-preview';
import type { Scope } from '@/access/scope';
import { takeTurn } from '@/access/take-turn';
import { record } from '@/audit/record';
import { attachmentStore } from '@/platform/attachment-store';
import { newToken } from '@/platform/crypto';
import { meansAway, Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { safeFileName } from '@/platform/safe-file-name';
import { isImage, sniffedBytes, sniffMediaType } from '@/platform/sniff-media-type';
import { attachments } from './tables';
import type { AttachmentView } from './ticket-view';
import { requireTicketing } from './visible-tickets';

/** 25 MB a file; and what one person may have uploaded without sending it. */
export const mostBytes = 25 * 1024 * 1024;
const mostDrafts = 40;
const mostDraftBytes = 10 * mostBytes;

export interface StoreAttachment {
  fileName: string;
  /** A Node or a web stream. It is read to its end or, on a refusal, destroyed by the caller. */
  stream: AsyncIterable<Uint8Array>;
  /** By which a mail's text names it as a picture inside. */
  contentId?: string | null;
}

/**
 * Streams a file into the store and keeps it as the actor's draft until a ticket or a reply
 * takes it (`attachmentIds`). Refuses more than 25 MB (413, before the rest is read), programs,
 * HTML and SVG (415), an empty file (422), too many unsent files (429), a full disk (507).
 */
export async function storeAttachment(
  scope: Scope,
  { fileName, stream, contentId = null }: StoreAttachment,
): Promise<AttachmentView> {
  requireTicketing(scope, 'write');
  refuseInPreview(scope);
  await inReadTransaction(scope, (tx) => refuseManyDrafts(tx, scope)); // before it is read
  const name = safeFileName(fileName);
  const chunks = stream[Symbol.asyncIterator]();
  const head = await readHead(chunks);
  if (head.length === 0) throw new Refusal('attachments.empty', { status: 422 });
  const mediaType = sniffMediaType(head.subarray(0, sniffedBytes), name);
  if (!mediaType) throw new Refusal('attachments.forbiddenType', { status: 415 });
  const storageKey = `${scope.tenant.id}/${newToken()}`;
  const counted = { size: 0 };
  await attachmentStore().put(storageKey, Readable.from(limited(head, chunks, counted)));
  const row = { id: newId(), fileName: name, mediaType, size: counted.size };
  try {
    await inTransaction(scope, async (tx) => {
      const { uploaderKind, uploaderId } = uploaderOf(scope);
      await takeTurn(tx, `uploads:${scope.tenant.id}:${uploaderKind}:${uploaderId}`);
      await refuseManyDrafts(tx, scope); // others may have come meanwhile
      await Promise.all([
        tx.insert(attachments).values({
          tenantId: scope.tenant.id,
          ...row,
          storageKey,
          contentId,
          ...uploaderOf(scope),
        }),
        record(tx, scope, 'attachment.stored', row.id, { after: { mediaType, size: row.size } }),
      ]);
    });
  } catch (error) {
    // Its row is gone with the transaction, if the database answered that it is.
    if (!meansAway(error)) await attachmentStore().remove(storageKey);
    throw error;
  }
  return { ...row, isImage: isImage(mediaType) };
}

/** The columns that say whose draft it is. */
export function uploaderOf({ actor }: Scope) {
  const uploaderId = actor.kind === 'system' ? actor.job : actor.id;
  return { uploaderKind: actor.kind, uploaderId };
}

/** The condition that a row of `attachments` is a draft of the actor's: on no ticket yet. */
export function ownDrafts(scope: Scope): SQL | undefined {
  return and(ownFiles(scope), isNull(attachments.ticketId));
}

/** The condition that the actor sent what a row of `attachments` tells of, wherever it is now. */
export function ownFiles(scope: Scope): SQL | undefined {
  const { uploaderKind, uploaderId } = uploaderOf(scope);
  return and(
    eq(attachments.tenantId, scope.tenant.id),
    eq(attachments.uploaderKind, uploaderKind),
    eq(attachments.uploaderId, uploaderId),
  );
}

async function refuseManyDrafts(tx: Tx, scope: Scope): Promise<void> {
  const [drafts] = await tx
    .select({
      files: sql<number>`count(*)::int`,
      bytes: sql<number>`coalesce(sum(${attachments.size}), 0)::float8`,
    })
    .from(attachments)
    .where(ownDrafts(scope));
  if (!drafts || (drafts.files < mostDrafts && drafts.bytes < mostDraftBytes)) return;
  throw new Refusal('attachments.tooMany', { status: 429, retryAfter: 3600 });
}

async function readHead(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let size = 0; size < sniffedBytes; ) {
    const { done, value } = await chunks.next();
    if (done) break;
    parts.push(value);
    size += value.length;
  }
  return Buffer.concat(parts);
}

async function* limited(
  head: Buffer,
  chunks: AsyncIterator<Uint8Array>,
  counted: { size: number },
) {
  for (let chunk: Uint8Array | undefined = head; chunk; ) {
    counted.size += chunk.length;
    if (counted.size > mostBytes) {
      throw new Refusal('attachments.tooLarge', { status: 413, values: { megabytes: 25 } });
    }
    yield chunk;
    const next: IteratorResult<Uint8Array> = await chunks.next();
    chunk = next.done ? undefined : next.value;
  }
}
