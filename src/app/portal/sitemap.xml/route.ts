import { answerRefusal } from '@/app/api/answer-refusal';
import { sitemap } from '@/app/portal/_public/sitemap';
import { xmlAnswer } from '@/app/portal/_public/xml';
import { requireVisitor } from '@/session/require-visitor';

/** For search engines: what anybody may read. */
export async function GET(): Promise<Response> {
  try {
    return xmlAnswer('application/xml', await sitemap(await requireVisitor()));
  } catch (error) {
    return answerRefusal(error);
  }
}
