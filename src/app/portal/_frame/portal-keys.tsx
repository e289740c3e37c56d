'use client';

import { useRouter } from 'next/navigation';
import { ShortcutMap } from '@/ui/shortcut-map';

/** The keys that work on every page; `?` shows them together with the page's own. */
export function PortalKeys({
  words,
}: {
  /** Without tickets only home is there to go to. */
  words: { home: string; tickets?: string; newTicket?: string };
}) {
  const router = useRouter();
  const to = (path: string, label: string) => ({ label, run: () => router.push(path) });
  const { home, tickets, newTicket } = words;
  return (
    <ShortcutMap
      keys={{
        'g h': to('/', home),
        ...(tickets && { 'g t': to('/tickets', tickets) }),
        ...(newTicket && { 'g n': to('/tickets/new', newTicket) }),
      }}
    />
  );
}
