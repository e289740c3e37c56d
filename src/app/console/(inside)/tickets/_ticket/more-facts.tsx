'use client';

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

const key = 'ticket-details';

/**
 * Who is concerned and the ticket's fields, folded where they would take the room of the talk:
 * beside the talk the style sheet shows them in any case. Whoever unfolds them finds them so at
 * the next ticket.
 */
export function MoreFacts({ label, children }: { label: string; children: ReactNode }) {
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (fold.current && isKept()) fold.current.open = true;
  }, []);
  return (
    <details
      ref={fold}
      className="ticket-more"
      onToggle={({ currentTarget }) => keep(currentTarget.open)}
    >
      <summary>
        <ChevronDown aria-hidden />
        {label}
      </summary>
      {children}
    </details>
  );
}

function isKept(): boolean {
  try {
    return localStorage.getItem(key) === 'open';
  } catch {
    return false;
  }
}

function keep(isOpen: boolean): void {
  try {
    if (isOpen) localStorage.setItem(key, 'open');
    else localStorage.removeItem(key);
  } catch {
    // Then it is unfolded anew each time.
  }
}
