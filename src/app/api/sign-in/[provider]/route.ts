import { answerRefusal } from '@/app/api/answer-refusal';
import { leaveForProvider } from '@/session/provider/in-browser';
import { requireVisitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';

interface Context {
  params: Promise<{ provider: string }>;
}

/**
 * Leads to a provider (`?next=`, a path to go on to). A link and no form: pages forbid forms
 * that end on another host.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const visitor = await requireVisitor();
    const { provider: providerId } = await params;
    const next = safePath(new URL(request.url).searchParams.get('next'), '');
    const location = await leaveForProvider(visitor, { providerId, next });
    const headers = { Location: location, 'Cache-Control': 'private, no-store' };
    return new Response(null, { status: 303, headers });
  } catch (error) {
    return answerRefusal(error);
  }
}
