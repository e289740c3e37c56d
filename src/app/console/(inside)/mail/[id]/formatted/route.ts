import { answerFormattedMail } from '@/app/_mail/answer-formatted-mail';
import { requireTechnician } from '@/session/require-person';

/** A mail as its sender formed it, with what it quotes folded. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerFormattedMail(await requireTechnician(), (await params).id, request);
}
