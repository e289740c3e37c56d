import { notFound } from 'next/navigation';
import { requireProviderVisitor } from '@/session/require-provider-visitor';

export default async function MissingPage() {
  await requireProviderVisitor();
  notFound();
}
