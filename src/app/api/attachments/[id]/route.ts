import type { Contact, Scope, Technician } from '@/access/scope';
import { answerRefusal } from '@/app/api/answer-refusal';
import { contentDisposition } from '@/app/api/attachments/content-disposition';
import { bodyOfStream } from '@/app/api/body-of-stream';
import { notFound, Refusal } from '@/platform/errors';
import { lengthHeader } from '@/platform/length-header';
import { requireAnySignedIn } from '@/session/require-signed-in';
import { openAttachment } from '@/tickets/open-attachment';

/**
 * The bytes of an attachment, for whoever may see its ticket now. Signed out, foreign and
 * unknown are one 404. Whatever the file is, no browser runs anything in it.
 */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const { id } = await params;
    const file = await openFor(await requireAnySignedIn(), id);
    return new Response(bodyOfStream(file.stream), {
      headers: {
        'Content-Type': file.isImage ? file.mediaType : 'application/octet-stream',
        [lengthHeader]: String(file.size),
        'Content-Disposition': contentDisposition(
          file.isImage ? 'inline' : 'attachment',
          file.fileName,
        ),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return answerRefusal(error);
  }
}

/** As the first of the signed-in who may. */
async function openFor(scopes: Scope<Contact | Technician>[], id: string) {
  for (const scope of scopes) {
    try {
      return await openAttachment(scope, id);
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 404)) throw error;
    }
  }
  throw notFound();
}
