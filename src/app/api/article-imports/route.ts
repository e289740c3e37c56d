import { answerRefusal } from '@/app/api/answer-refusal';
import { tellProgress } from '@/app/api/imports/tell-progress';
import { discard, readableBody } from '@/app/api/readable-body';
import { planArticleImport } from '@/knowledge/import/plan-article-import';
import { Refusal } from '@/platform/errors';
import { requireSignedIn } from '@/session/require-signed-in';

/**
 * The dry run of a file of articles, sent as the raw body (`?fileName=`). While it is judged the
 * answer says in a line of JSON each how far it is, and at last what would become of every article.
 */
export async function POST(request: Request): Promise<Response> {
  const body = readableBody(request);
  try {
    const { actor, ...scope } = await requireSignedIn('console');
    if (actor.kind !== 'technician') throw new Refusal('knowledge.staffOnly', { status: 403 });
    const fileName = new URL(request.url).searchParams.get('fileName') ?? '';
    const bytes = body.iterator({ destroyOnReturn: false });
    return await tellProgress<object>((told) =>
      planArticleImport({ ...scope, actor }, { fileName, bytes }, told),
    );
  } catch (error) {
    discard(body);
    return answerRefusal(error);
  }
}
