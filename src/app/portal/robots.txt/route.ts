import { answerRefusal } from '@/app/api/answer-refusal';
import { isKnowledgePublic } from '@/knowledge/public/public-texts';
import { requireVisitor } from '@/session/require-visitor';
import { portalUrl } from '@/tenants/urls';

/** Nothing there is for who is signed out; a search's results are no page of their own. */
const closed = [
  '/api/',
  '/app-settings',
  '/company-tickets',
  '/console',
  '/forgot-password',
  '/knowledge-base?q=',
  '/password-link',
  '/rate',
  '/set-password',
  '/sign-in',
  '/tickets',
];
/** The pictures in what they may read. */
const open = ['/api/article-images/', '/api/brand/', '/knowledge-base'];

/** For search engines: a knowledge base that anybody may read, and otherwise nothing. */
export async function GET(): Promise<Response> {
  try {
    const visitor = await requireVisitor();
    const rules = (await isKnowledgePublic(visitor))
      ? [
          ...closed.map((path) => `Disallow: ${path}`),
          ...open.map((path) => `Allow: ${path}`),
          '',
          `Sitemap: ${portalUrl(visitor.tenant, '/sitemap.xml')}`,
        ]
      : ['Disallow: /'];
    return new Response(`${['User-agent: *', ...rules].join('\n')}\n`, {
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    });
  } catch (error) {
    return answerRefusal(error);
  }
}
