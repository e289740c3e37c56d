import { Missing } from '@/app/provider/missing';
import { answerWith } from '@/platform/request-context';
import { requireProviderVisitor } from '@/session/require-provider-visitor';

export default async function NowherePage() {
  await requireProviderVisitor();
  answerWith(404);
  return <Missing />;
}
