/**
 * NIST SP 800-63B-4, 3.1.1.2: a minimum of length and no rules of composition. 200 is where we
 * stop reading, so that nobody makes the server hash a book.
 */
export const passwordLength = { min: 12, max: 200 } as const;

/** Why a new password is refused: a key under `refusals`; undefined where it is good. */
export function passwordFault(
  next: string,
  account: { username: string | null; email: string | null },
): PasswordFault | undefined {
  const text = next.normalize('NFKC');
  const length = [...text].length;
  if (length < passwordLength.min) return 'people.passwordTooShort';
  if (length > passwordLength.max) return 'people.passwordTooLong';
  const lower = text.toLowerCase();
  if (lower === account.username || lower === account.email) return 'people.passwordIsName';
  return undefined;
}

export type PasswordFault =
  | 'people.passwordTooShort'
  | 'people.passwordTooLong'
  | 'people.passwordIsName'
  | 'people.passwordUnchanged';
