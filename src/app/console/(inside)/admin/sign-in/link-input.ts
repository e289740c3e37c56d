import { yesOrNo } from '@/people/person-input';
import { ChangeSignIn } from '@/settings/change-sign-in';

/** The switch as the verb takes it. */
export const LinkInput = ChangeSignIn.extend({ link: yesOrNo });
