import { codeOfStep, stepAt } from '@/people/factors/totp';
import { clock } from '@/platform/clock';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an app shows `later` periods from now, which was told the secret as the page says it. */
export function authenticatorApp(secret: string): (later?: number) => string {
  const bits = [...secret.replaceAll(' ', '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Buffer.from(bits.match(/.{8}/g)!.map((octet) => Number.parseInt(octet, 2)));
  return (later = 0) => codeOfStep(bytes, stepAt(clock.now()) + later);
}
