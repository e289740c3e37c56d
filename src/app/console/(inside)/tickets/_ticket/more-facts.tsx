'use client';

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { keepChoice, keptChoice } from '@/ui/kept-choice';

const key = 'ticket-details';

/**
 * Who is concerned and the ticket's fields, folded where they would take the room of the talk:
 * beside the talk the style sheet shows them in any case. Whoever unfolds them finds them so at
 * the next ticket.
 */
export function MoreFacts({ label, children }: { label: string; children: ReactNode }) {
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (fold.current && keptChoice(key)) fold.current.open = true;
  }, []);
  return (
    <details
      ref={fold}
      className="ticket-more"
      onToggle={({ currentTarget }) => keepChoice(key, currentTarget.open ? 'open' : undefined)}
    >
      <summary>
        <ChevronDown aria-hidden />
        {label}
      </summary>
      {children}
    </details>
  );
}
