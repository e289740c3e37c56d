import { answerRefusal } from '@/app/api/answer-refusal';
import { stopMails } from '@/notifications/outbound/stop-mails';
import { limitRate, networkOf } from '@/session/limit-rate';
import { requireVisitor } from '@/session/require-visitor';

type Context = { params: Promise<{ token: string }> };

/**
 * One click in a mail program, which posts here without a person looking on (RFC 8058). Many come
 * from the few addresses of large mail providers.
 */
export async function POST(_request: Request, { params }: Context): Promise<Response> {
  try {
    const visitor = await requireVisitor();
    const { token } = await params;
    const key = `stop-mails:${networkOf(visitor.address)}`;
    await limitRate(visitor.tenant.id, key, { limit: 600, windowSeconds: 900 });
    await stopMails(visitor, { token });
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'private, no-store' } });
  } catch (error) {
    return answerRefusal(error);
  }
}

/** A program that opens the address, or a person: nothing is stopped, a page asks. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await requireVisitor();
  const { token } = await params;
  const headers = { Location: `/stop-mails?token=${encodeURIComponent(token)}` };
  return new Response(null, { status: 303, headers });
}
