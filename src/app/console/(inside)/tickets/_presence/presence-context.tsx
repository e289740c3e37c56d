'use client';

import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import { useLive } from '@/app/_live/use-live';
import { type Doing, type PresentTechnician, signEvery } from '@/tickets/presence/doing';
import { newSubmissionId } from '@/ui/submission-id';

interface Presence {
  others: readonly PresentTechnician[];
  /** What the technician types now; `looking` once the field is empty or sent. */
  tell: (doing: Doing) => void;
}

const PresenceContext = createContext<Presence>({ others: [], tell: () => {} });

export const usePresence = () => use(PresenceContext);

/** Milliseconds without a key after which somebody no longer writes. */
const pause = 120_000;

/**
 * Says who else has this ticket open, and tells them of this page: at once where something
 * changes, else every now and then while it is seen or written on. A server that is away or a
 * session that has ended costs nothing but the names.
 */
export function PresenceProvider({ number, children }: { number: number; children: ReactNode }) {
  const [others, setOthers] = useState<readonly PresentTechnician[]>([]);
  const now = useRef<Doing>('looking');
  const typedAt = useRef(0);
  const sign = useRef(() => {});

  useEffect(() => {
    const page = newSubmissionId();
    const url = '/api/presence';
    let isOpen = true;
    const body = (doing: Doing | 'leaving') => JSON.stringify({ number, page, doing });
    const send = async () => {
      if (Date.now() - typedAt.current > pause) now.current = 'looking';
      if (document.hidden && now.current === 'looking') return;
      const answer = await fetch(url, { method: 'POST', body: body(now.current) }).catch(
        () => null,
      );
      const present: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
      if (isOpen) setOthers(Array.isArray(present) ? present : []);
    };
    const leave = () => void navigator.sendBeacon(url, body('leaving'));
    const timer = setInterval(send, signEvery);
    sign.current = send;
    void send();
    document.addEventListener('visibilitychange', send);
    window.addEventListener('pagehide', leave);
    return () => {
      isOpen = false;
      sign.current = () => {};
      clearInterval(timer);
      document.removeEventListener('visibilitychange', send);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [number]);

  useLive('console', (event) => {
    if (event.kind === 'presence' && event.number === number) sign.current();
  });

  function tell(doing: Doing) {
    typedAt.current = Date.now();
    if (doing === now.current) return;
    now.current = doing;
    sign.current();
  }
  return <PresenceContext value={{ others, tell }}>{children}</PresenceContext>;
}
