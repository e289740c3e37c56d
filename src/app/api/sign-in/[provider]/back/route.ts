import { answerRefusal } from '@/app/api/answer-refusal';
import { comeBackFromProvider } from '@/session/provider/in-browser';
import { requireVisitor } from '@/session/require-visitor';

interface Context {
  params: Promise<{ provider: string }>;
}

/**
 * Where a provider sends people back, with a code or an error. It goes on by a page of ours and
 * not by a redirect: to the browser that would still come from the provider, and cookies that no
 * other site may cause to be sent would stay behind.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const visitor = await requireVisitor();
    const { provider: providerId } = await params;
    const answer = new URL(request.url).searchParams;
    const path = await comeBackFromProvider(visitor, { providerId, answer });
    return goOn(path);
  } catch (error) {
    return answerRefusal(error);
  }
}

function goOn(path: string): Response {
  const href = path.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const page = `<!doctype html><meta charset="utf-8"><meta name="robots" content="noindex"><meta http-equiv="refresh" content="0;url=${href}"><title>…</title><a href="${href}">…</a>`;
  return new Response(page, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-store',
      // The address holds the code.
      'Referrer-Policy': 'no-referrer',
    },
  });
}
