import { answerRefusal } from '@/app/api/answer-refusal';
import { leavePreview } from '@/session/preview/leave-preview';
import { requireVisitor } from '@/session/require-visitor';
import { findSignedInContact } from '@/session/scope-of-request';

/** Leaves the preview of the portal: a plain form posts here, and lands on the contact's page. */
export async function POST(): Promise<Response> {
  return answer(async () => (await leavePreview()) ?? '/console');
}

/**
 * Where a page of the portal leads whose preview is over: back to the contact's page, which says
 * so. It ends nothing: a preview that is still on goes on. Next's router, which asks before it
 * goes, gets no page and so goes by a full load; that one is then answered.
 */
export async function GET(request: Request): Promise<Response> {
  if (request.headers.has('rsc')) return new Response(null, { status: 204 });
  return answer(async () => {
    if (await findSignedInContact()) return '/';
    const back = await leavePreview();
    return back ? `${back}?preview=over` : '/';
  });
}

async function answer(goOnAt: () => Promise<string>): Promise<Response> {
  try {
    await requireVisitor();
    return new Response(null, { status: 303, headers: { Location: await goOnAt() } });
  } catch (error) {
    return answerRefusal(error);
  }
}
