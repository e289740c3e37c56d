import 'server-only';
import type { Scope, System } from '@/access/scope';
import { importAttachment } from '@/tickets/import-attachment';
import type { DemoAttachment } from './content/shapes';

/** The demo's written-out files, on their ticket or message. */
export async function keepAttachments(
  scope: Scope<System>,
  to: { ticketId: string; messageId?: string | undefined; files: readonly DemoAttachment[] },
): Promise<void> {
  for (const { fileName, encoding, content } of to.files) {
    const bytes = Buffer.from(content, encoding);
    await importAttachment(scope, {
      fileName,
      bytes,
      ticketId: to.ticketId,
      messageId: to.messageId ?? null,
    });
  }
}
