import { notFound } from 'next/navigation';
import { requireTechnician } from '@/session/require-person';

/** Any other address below `/console`: the 404 inside the frame, once one is signed in. */
export default async function MissingPage() {
  await requireTechnician();
  notFound();
}
