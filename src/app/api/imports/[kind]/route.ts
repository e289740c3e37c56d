import { isTechnician } from '@/access/scope';
import { answerRefusal } from '@/app/api/answer-refusal';
import { readWithin } from '@/app/api/brand/read-within';
import { discard, readableBody } from '@/app/api/readable-body';
import { planCompanyImport } from '@/people/import-companies';
import { planContactImport } from '@/people/plan-contact-import';
import { notFound, refuseUnless } from '@/platform/errors';
import { requireSignedIn } from '@/session/require-signed-in';
import { tellProgress } from '../tell-progress';

const mostBytes = 5_000_000;

const plans = { contacts: planContactImport, companies: planCompanyImport };

type Context = { params: Promise<{ kind: string }> };

/**
 * The dry run of a file, sent as the raw body in UTF-8. While it is judged the answer says in a
 * line of JSON each how far it is, and at last what would become of every line.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const body = readableBody(request);
  try {
    const scope = await requireSignedIn('console');
    const { kind } = await params;
    if (!isTechnician(scope) || !Object.hasOwn(plans, kind)) throw notFound();
    const bytes = await readWithin(body, mostBytes);
    refuseUnless(bytes.length <= mostBytes, 'people.importTooLarge', { status: 413 });
    const plan = plans[kind as keyof typeof plans];
    const csv = bytes.toString('utf8');
    return await tellProgress<object>((told) => plan(scope, { csv }, told));
  } catch (error) {
    discard(body);
    return answerRefusal(error);
  }
}
