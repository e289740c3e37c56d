import { answerRefusal } from '@/app/api/answer-refusal';
import { lengthHeader } from '@/platform/length-header';
import { requireVisitor } from '@/session/require-visitor';
import { openBrandImage } from '@/settings/open-brand-image';

/**
 * A picture of the brand of the tenant whose host this is, for anybody: pages before the
 * sign-in, mail programs, previews of links. A picture never changes under its id, so that
 * browsers keep it; another tenant's id is not found.
 */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  try {
    const { id } = await params;
    const { mediaType, bytes } = await openBrandImage(await requireVisitor(), id);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': mediaType,
        [lengthHeader]: String(bytes.length),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'public, max-age=31536000, immutable',
      },
    });
  } catch (error) {
    return answerRefusal(error);
  }
}
