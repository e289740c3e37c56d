'use client';

import { useEffect, useEffectEvent } from 'react';
import { type Face, type LiveEvent, openLive } from './live-source';

export type { Face, LiveEvent } from './live-source';

/**
 * Calls `onEvent` when a ticket that the reader may see has changed, and with `missed` when
 * changes may have been lost meanwhile (a break, a tab that was in the background). Events
 * name things and carry no content: read again what is shown.
 */
export function useLive(face: Face, onEvent: (event: LiveEvent) => void): void {
  const tell = useEffectEvent(onEvent);
  useEffect(() => openLive(face, (event) => tell(event)), [face]);
}
