import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { answerRefusal } from '@/app/api/answer-refusal';
import { requireSignedIn } from '@/session/require-signed-in';
import { storeAttachment } from '@/tickets/store-attachment';

/**
 * Takes one file as the raw body (`?fileName=`, `?face=portal|console`) and answers 201 with its
 * view. It goes to the disk as it arrives; it hangs on nothing until a form names its id.
 */
export async function POST(request: Request): Promise<Response> {
  const stream = request.body
    ? Readable.fromWeb(request.body as ReadableStream<Uint8Array>)
    : Readable.from([]);
  stream.on('error', () => {}); // the sender may leave before anybody reads; the reader is told then
  try {
    const query = new URL(request.url).searchParams;
    const scope = await requireSignedIn(query.get('face') === 'console' ? 'console' : 'portal');
    const fileName = query.get('fileName') ?? '';
    const stored = await storeAttachment(scope, { fileName, stream });
    return Response.json(stored, {
      status: 201,
      headers: { 'Cache-Control': 'private, no-store' },
    });
  } catch (error) {
    stream.destroy();
    return answerRefusal(error);
  }
}
