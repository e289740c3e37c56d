import { MissingPage } from '@/app/portal/_frame/missing-page';
import { answerWith } from '@/platform/request-context';
import { requireVisitor } from '@/session/require-visitor';

/** Every address that no page has. */
export default async function NowherePage() {
  await requireVisitor();
  answerWith(404);
  return <MissingPage />;
}
