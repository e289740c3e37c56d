import { notFound } from 'next/navigation';
import { requireVisitor } from '@/session/require-visitor';

/** Every address that no page has: Next itself has no 404 for a face of several. */
export default async function MissingPage() {
  await requireVisitor();
  notFound();
}
