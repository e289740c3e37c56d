import { answerRefusal } from '@/app/api/answer-refusal';
import { drawSocialImage } from '@/app/portal/_public/draw-social-image';
import { readArticle } from '@/knowledge/read-article';
import { signedOutReader } from '@/knowledge/reader';
import { requireVisitor } from '@/session/require-visitor';

/** The picture that stands where somebody shares a public article; other articles have none (404). */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  try {
    const visitor = await requireVisitor();
    const { title } = await readArticle(signedOutReader(visitor), (await params).slug);
    const bytes = await drawSocialImage(visitor, title);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': 'image/png',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Content-Security-Policy': "default-src 'none'; sandbox",
      },
    });
  } catch (error) {
    return answerRefusal(error);
  }
}
