import { answerRefusal } from '@/app/api/answer-refusal';
import { contentDisposition } from '@/app/api/attachments/content-disposition';
import { bodyOfStream } from '@/app/api/body-of-stream';
import { lengthHeader } from '@/platform/length-header';
import { requireTechnician } from '@/session/require-person';
import { openRawMail } from '@/tickets/mail/open-raw-mail';

/** A mail as it came, to keep; no browser opens or runs anything in it. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const scope = await requireTechnician();
  try {
    const { stream, size, fileName } = await openRawMail(scope, (await params).id);
    return new Response(bodyOfStream(stream), {
      headers: {
        'Content-Type': 'application/octet-stream',
        [lengthHeader]: String(size),
        'Content-Disposition': contentDisposition('attachment', fileName),
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
