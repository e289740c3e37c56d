import { answerRefusal } from '@/app/api/answer-refusal';
import { feed } from '@/app/portal/_public/feed';
import { xmlAnswer } from '@/app/portal/_public/xml';
import { isLocale } from '@/i18n/locales';
import { notFound } from '@/platform/errors';
import { requireVisitor } from '@/session/require-visitor';

/** What is new in the knowledge base in one language, for feed readers. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ language: string }> },
): Promise<Response> {
  try {
    const { language } = await params;
    const visitor = await requireVisitor();
    if (!isLocale(language)) throw notFound();
    return xmlAnswer('application/atom+xml', await feed(visitor, language));
  } catch (error) {
    return answerRefusal(error);
  }
}
