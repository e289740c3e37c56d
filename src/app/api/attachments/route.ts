import { answerRefusal } from '@/app/api/answer-refusal';
import { discard, readableBody } from '@/app/api/readable-body';
import { requireSignedIn } from '@/session/require-signed-in';
import { storeAttachment } from '@/tickets/store-attachment';

/**
 * Takes one file as the raw body (`?fileName=`, `?face=portal|console`) and answers 201 with its
 * view. It goes to the disk as it arrives; it hangs on nothing until a form names its id.
 */
export async function POST(request: Request): Promise<Response> {
  const body = readableBody(request);
  try {
    const query = new URL(request.url).searchParams;
    const scope = await requireSignedIn(query.get('face') === 'console' ? 'console' : 'portal');
    const fileName = query.get('fileName') ?? '';
    const stream = body.iterator({ destroyOnReturn: false });
    const stored = await storeAttachment(scope, { fileName, stream });
    return Response.json(stored, {
      status: 201,
      headers: { 'Cache-Control': 'private, no-store' },
    });
  } catch (error) {
    discard(body);
    return answerRefusal(error);
  }
}
