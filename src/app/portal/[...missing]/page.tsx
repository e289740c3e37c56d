import { FramedMissing } from '@/app/portal/_frame/framed-missing';
import { answerWith } from '@/platform/request-context';
import { requireVisitor } from '@/session/require-visitor';

/** Every address that no page has. */
export default async function NowherePage() {
  await requireVisitor();
  answerWith(404);
  return <FramedMissing />;
}
