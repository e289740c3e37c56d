import { answerRefusal } from '@/app/api/answer-refusal';
import { discard, readableBody } from '@/app/api/readable-body';
import { storeArticleImage } from '@/knowledge/images/store-article-image';
import { Refusal } from '@/platform/errors';
import { requireSignedIn } from '@/session/require-signed-in';

/**
 * Takes a picture for an article as the raw body (`?articleId=`, `?fileName=`) from a technician and
 * answers 201 with its address.
 */
export async function POST(request: Request): Promise<Response> {
  const body = readableBody(request);
  try {
    const { actor, ...scope } = await requireSignedIn('console');
    if (actor.kind !== 'technician') throw new Refusal('knowledge.staffOnly', { status: 403 });
    const query = new URL(request.url).searchParams;
    const stored = await storeArticleImage(
      { ...scope, actor },
      {
        articleId: query.get('articleId') ?? '',
        fileName: query.get('fileName') ?? '',
        bytes: body.iterator({ destroyOnReturn: false }),
      },
    );
    return Response.json(stored, {
      status: 201,
      headers: { 'Cache-Control': 'private, no-store' },
    });
  } catch (error) {
    discard(body);
    return answerRefusal(error);
  }
}
