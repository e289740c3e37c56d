'use client';

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';

/** Open beside the conversation on a wide screen; on a phone folded until it is asked for. */
export function FactsFold({ label, children }: { label: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <aside aria-label={label} className="facts-side">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        className="fold"
        onClick={() => setOpen(!isOpen)}
      >
        {label}
        <ChevronDown aria-hidden />
      </button>
      <div id={id} className={isOpen ? 'fold-body' : 'fold-body folded'}>
        {children}
      </div>
    </aside>
  );
}
