'use client';

import { type ComponentProps, type ReactNode, useState } from 'react';
import { DeedButton } from '../../../_forms/deed-button';

/**
 * A deed in a row of them that says below the row what came of it, each time anew, even in the
 * same words as the last time.
 */
export function TellingDeed({
  done,
  ...deed
}: Omit<ComponentProps<typeof DeedButton>, 'onSuccess'> & { done: ReactNode }) {
  const [times, setTimes] = useState(0);
  return (
    <>
      <DeedButton {...deed} onSuccess={() => setTimes((before) => before + 1)} />
      <p role="status" className={times > 0 ? 'order-last basis-full' : 'sr-only'}>
        {times > 0 && <span key={times}>{done}</span>}
      </p>
    </>
  );
}
