import { answerFormattedMail } from '@/app/_mail/answer-formatted-mail';
import { requireContact } from '@/session/require-person';

/** A mail that became a reply or a ticket, as its sender formed it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerFormattedMail(await requireContact(), (await params).id, request);
}
