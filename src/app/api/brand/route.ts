import { isTechnician } from '@/access/scope';
import { answerRefusal } from '@/app/api/answer-refusal';
import { readWithin } from '@/app/api/brand/read-within';
import { discard, readableBody } from '@/app/api/readable-body';
import { notFound } from '@/platform/errors';
import { requireSignedIn } from '@/session/require-signed-in';
import { mostImageBytes } from '@/settings/brand-image-kinds';
import { BrandImageKind } from '@/settings/brand-images';
import { saveBrandImage } from '@/settings/save-brand-image';

/** Takes a picture of the brand as the raw body (`?kind=logo`) and answers 201 with its id. */
export async function POST(request: Request): Promise<Response> {
  const body = readableBody(request);
  try {
    const scope = await requireSignedIn('console');
    const kind = BrandImageKind.safeParse(new URL(request.url).searchParams.get('kind'));
    if (!isTechnician(scope) || !kind.success) throw notFound();
    const bytes = await readWithin(body, mostImageBytes);
    const stored = await saveBrandImage(scope, { kind: kind.data, bytes });
    return Response.json(stored, {
      status: 201,
      headers: { 'Cache-Control': 'private, no-store' },
    });
  } catch (error) {
    discard(body);
    return answerRefusal(error);
  }
}
