import { answerRefusal } from '@/app/api/answer-refusal';
import { sitemapPart } from '@/app/portal/_public/sitemap';
import { xmlAnswer } from '@/app/portal/_public/xml';
import { requireVisitor } from '@/session/require-visitor';

/** One file of a sitemap that is too long for one. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ part: string }> },
): Promise<Response> {
  try {
    const { part } = await params;
    return xmlAnswer('application/xml', await sitemapPart(await requireVisitor(), part));
  } catch (error) {
    return answerRefusal(error);
  }
}
