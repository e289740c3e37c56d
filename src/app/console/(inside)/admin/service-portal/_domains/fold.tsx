'use client';

import { type ReactNode, useState } from 'react';

/**
 * A part that can be folded away. `isOpen` says how it begins; from then on the reader has it
 * their way, and what they are typing inside stays, whatever becomes of the host meanwhile.
 */
export function Fold({
  isOpen = false,
  summary,
  children,
}: {
  isOpen?: boolean;
  summary: ReactNode;
  children: ReactNode;
}) {
  const [open] = useState(isOpen);
  return (
    <details className="domain-fold" open={open}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
