import { Refusal } from '@/platform/errors';
import type { Scope } from './scope';

/**
 * Refuses (403) whatever would change something while an admin previews the portal as a contact.
 * Every transaction that may write asks; so does what begins before one, such as an upload.
 */
export function refuseInPreview({ preview }: Pick<Scope, 'preview'>): void {
  if (preview) throw new Refusal('session.previewReadOnly', { status: 403 });
}
