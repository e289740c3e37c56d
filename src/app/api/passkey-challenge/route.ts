import { answerRefusal } from '@/app/api/answer-refusal';
import { challengeForSignIn } from '@/session/passkeys/in-browser';
import { requireVisitor } from '@/session/require-visitor';

/**
 * What a browser needs to ask its person for a passkey. A route and no action, because the sign-in
 * page asks by itself and must not be drawn again for that.
 */
export async function POST(): Promise<Response> {
  try {
    await requireVisitor();
    const options = await challengeForSignIn();
    return Response.json(options, { headers: { 'Cache-Control': 'private, no-store' } });
  } catch (error) {
    return answerRefusal(error);
  }
}
