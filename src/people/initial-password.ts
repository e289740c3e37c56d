import 'server-only';
import { newPassword, open, seal } from '@/platform/crypto';
import { hashPassword } from './verify-password';

/** Under which the generated passwords are sealed until their first use. */
export const initialPasswordPurpose = 'initial-password';

export interface GeneratedPassword {
  plain: string;
  columns: {
    passwordHash: string;
    initialPasswordSealed: string;
    mustChangePassword: true;
  };
}

/** A password and the columns that hold it. Make it before the transaction: hashing takes time. */
export async function generatePassword(): Promise<GeneratedPassword> {
  const plain = newPassword();
  return {
    plain,
    columns: {
      passwordHash: await hashPassword(plain),
      initialPasswordSealed: seal(initialPasswordPurpose, plain),
      mustChangePassword: true,
    },
  };
}

/** The generated password while it may still be shown, else undefined. */
export function openInitialPassword(sealed: string | null): string | undefined {
  return sealed === null ? undefined : open(initialPasswordPurpose, sealed);
}
