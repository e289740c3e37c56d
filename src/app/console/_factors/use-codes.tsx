'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RecoveryCodes } from './recovery-codes';

/** What came of a deed that may have made recovery codes. */
export interface MadeCodes {
  recoveryCodes?: string[];
}

/**
 * Holds new codes until their person has kept them; `done` is called with what a deed answered.
 * Only then the page goes on: to `next`, or by drawing itself again.
 */
export function useCodes(next?: string) {
  const router = useRouter();
  const [codes, setCodes] = useState<string[]>();
  const go = () => {
    setCodes(undefined);
    if (next) router.push(next);
    router.refresh();
  };
  const done = ({ recoveryCodes }: MadeCodes) => (recoveryCodes ? setCodes(recoveryCodes) : go());
  return { shown: codes && <RecoveryCodes codes={codes} onKept={go} />, done };
}
