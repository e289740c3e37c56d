'use client';

import { type ComponentProps, type ReactNode, useState } from 'react';
import { DeedButton } from '../../../_forms/deed-button';

/** A deed that says what came of it each time anew, even in the same words as the last time. */
export function TellingDeed({
  done,
  ...deed
}: Omit<ComponentProps<typeof DeedButton>, 'onSuccess'> & { done: ReactNode }) {
  const [times, setTimes] = useState(0);
  return (
    <DeedButton
      {...deed}
      onSuccess={() => setTimes((before) => before + 1)}
      done={<span key={times}>{done}</span>}
    />
  );
}
