import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { Refusal } from '@/platform/errors';
import { strictAddress } from '@/platform/mail-address';

/** Shapes that forms and programs share: a form says '' for nothing and `on` for yes. */
const nothing = z.literal('').transform(() => null);

/** One line of text: control characters and runs of white space become one space. */
export const oneLine = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().min(1).max(max));

export const personName = oneLine(120);
export const optionalText = (max: number) => z.union([nothing, z.null(), z.string().max(max)]);
export const optionalLanguage = z.union([nothing, z.null(), z.enum(locales)]);

/** true and false, or what a check box and a choice send. */
export const yesOrNo = z.union([
  z.boolean(),
  z.enum(['on', 'true', 'yes']).transform(() => true),
  z.enum(['', 'off', 'false', 'no']).transform(() => false),
]);

/** The address as it is stored, or null for none. Refuses (422) what is not exactly one. */
export function addressOf(email: string | null): string | null {
  if (email === null || email.trim() === '') return null;
  const address = strictAddress(email);
  if (address) return address;
  throw new Refusal('people.badEmail', { status: 422, fields: { email: 'people.badEmail' } });
}

/** The number in E.164, or undefined where it has no country code or is none. */
export function strictPhone(text: string): string | undefined {
  const digits = text.replace(/[\s().\-/\u00a0\u202f]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}

/** The same for a form's field. */
export function phoneOf(phone: string | null): string | null {
  if (phone === null || phone.trim() === '') return null;
  const number = strictPhone(phone);
  if (number) return number;
  throw new Refusal('people.badPhone', { status: 422, fields: { phone: 'people.badPhone' } });
}
