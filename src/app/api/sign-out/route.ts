import { answerRefusal } from '@/app/api/answer-refusal';
import { stopSession } from '@/session/auth';
import { leavePreview } from '@/session/preview/leave-preview';
import { signInPath } from '@/session/realm';
import { requireVisitor } from '@/session/require-visitor';
import { findSignedInContact, findSignedInTechnician } from '@/session/scope-of-request';

/**
 * Ends the session of `?face=`: a plain form posts here, so that signing out works without
 * scripts and leaves by a full load, after which nothing of the person is in the page's memory.
 * Whoever is not signed in any more is sent to the sign-in all the same. In a preview of the portal
 * it leaves the preview: nobody is signed in there.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    await requireVisitor();
    const isConsole = new URL(request.url).searchParams.get('face') === 'console';
    const realm = isConsole ? 'technician' : 'contact';
    const back = await leavePreview();
    if (back && !isConsole) return seeOther(back);
    const found = isConsole ? await findSignedInTechnician() : await findSignedInContact();
    if (found) await stopSession(realm, found.scope.actor.sessionId);
    return seeOther(signInPath[realm]);
  } catch (error) {
    return answerRefusal(error);
  }
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } });
}
