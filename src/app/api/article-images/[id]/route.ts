import { answerRefusal } from '@/app/api/answer-refusal';
import { bodyOfStream } from '@/app/api/body-of-stream';
import { openArticleImage } from '@/knowledge/images/open-article-image';
import { type Reader, signedOutReader } from '@/knowledge/reader';
import { notFound, Refusal } from '@/platform/errors';
import { lengthHeader } from '@/platform/length-header';
import { whatComesFirst } from '@/session/read-session';
import { requireVisitor } from '@/session/require-visitor';
import { findSignedInContact, findSignedInTechnician } from '@/session/scope-of-request';

/**
 * A picture of an article, for whoever may read the article now. Foreign, unknown and what one may
 * not see are one 404.
 */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const { id } = await params;
    const image = await openFor(id);
    return new Response(bodyOfStream(image.stream), {
      headers: {
        'Content-Type': image.mediaType,
        [lengthHeader]: String(image.size),
        'Content-Disposition': 'inline',
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

/** As the first who may: the contact, the technician of this browser, or anybody. */
async function openFor(id: string) {
  const found = [await findSignedInContact(), await findSignedInTechnician()];
  const signedIn: Reader[] = found.flatMap((one) =>
    one && !whatComesFirst(one) ? [one.scope] : [],
  );
  for (const reader of [...signedIn, signedOutReader(await requireVisitor())]) {
    try {
      return await openArticleImage(reader, id);
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 404)) throw error;
    }
  }
  throw notFound();
}
