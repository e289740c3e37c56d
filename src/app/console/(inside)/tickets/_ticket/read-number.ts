import { notFound } from 'next/navigation';

/** The number of an address; what is none has no ticket. */
export function readNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  return Number(text);
}
