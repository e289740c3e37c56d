import 'server-only';
import type { Readable } from 'node:stream';
import { diskStore } from './disk-store';

/**
 * Where the bytes of attachments lie. Keys are random and lead with the tenant's id; nothing of
 * a file's name is in them. A store in S3 has the same deeds.
 */
export interface AttachmentStore {
  /**
   * Keeps the bytes under `key`, whole or not at all. Refuses with 507 where there is no room.
   * An error of `bytes` comes out as it is.
   */
  put(key: string, bytes: Readable): Promise<void>;
  /** The bytes, or undefined where there are none. */
  get(key: string): Promise<Readable | undefined>;
  /** Also where there is nothing to remove. */
  remove(key: string): Promise<void>;
  /** Clears away what a process that was killed before `before` had only begun to keep. */
  sweep(tenantId: string, before: Date): Promise<void>;
}

/** The store of this installation. */
export function attachmentStore(): AttachmentStore {
  return diskStore();
}
