import { requireVisitor } from '@/session/require-visitor';
import { AskForLink } from '../ask-for-link';
import { requestPasswordLinkAction } from './actions';

export default async function ForgotPasswordPage() {
  return (
    <AskForLink
      visitor={await requireVisitor()}
      words="portal.forgotPassword"
      action={requestPasswordLinkAction}
    />
  );
}
