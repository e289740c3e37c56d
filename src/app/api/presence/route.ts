import { isTechnician } from '@/access/scope';
import { answerRefusal } from '@/app/api/answer-refusal';
import { notFound, Refusal } from '@/platform/errors';
import { requireSignedIn } from '@/session/require-signed-in';
import { GiveSign, giveSign } from '@/tickets/presence/give-sign';

/**
 * A technician's open ticket gives a sign of life (`{ number, page, doing }` as JSON) and is
 * answered who else is there: `[{ id, name, doing }]`. Events of kind `presence` say when to ask.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const scope = await requireSignedIn('console');
    if (!isTechnician(scope)) throw notFound();
    const sign = GiveSign.safeParse(await readJson(request));
    if (!sign.success) throw new Refusal('checkFields', { status: 422 });
    const others = await giveSign(scope, sign.data);
    return Response.json(others, { headers: { 'Cache-Control': 'private, no-store' } });
  } catch (error) {
    return answerRefusal(error);
  }
}

/** Whatever type it is said to be: a page that goes can only send plain text. */
async function readJson(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text());
  } catch {
    return undefined;
  }
}
