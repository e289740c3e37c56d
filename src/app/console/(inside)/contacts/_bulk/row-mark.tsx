'use client';

import { choose, useChosen } from './selection';

/** The box that ticks a row of the list. */
export function RowMark({ id, label }: { id: string; label: string }) {
  const chosen = useChosen();
  return (
    <span className="choice shrink-0 pe-1">
      <input
        type="checkbox"
        aria-label={label}
        className="choice-mark"
        checked={chosen.has(id)}
        onChange={(event) => choose([id], event.currentTarget.checked)}
      />
    </span>
  );
}
