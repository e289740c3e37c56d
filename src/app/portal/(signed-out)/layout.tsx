import type { ReactNode } from 'react';
import { EntryFrame } from '@/app/portal/_frame/entry-frame';

export default function SignedOutLayout({ children }: { children: ReactNode }) {
  return <EntryFrame>{children}</EntryFrame>;
}
