'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { type ToastMessage, toastEvent } from './show-toast';

/** Once in a layout. The toasts themselves are loaded with the first one. */
export function Toaster() {
  const [waiting, setWaiting] = useState<ToastMessage[]>([]);
  const [Stack, setStack] = useState<ComponentType<{ messages: ToastMessage[] }>>();
  useEffect(() => {
    function take(event: Event) {
      const { detail } = event as CustomEvent<ToastMessage>;
      setWaiting((before) => [...before, detail]);
      void import('./toast-stack').then((loaded) => setStack(() => loaded.default));
    }
    window.addEventListener(toastEvent, take);
    return () => window.removeEventListener(toastEvent, take);
  }, []);
  return Stack ? <Stack messages={waiting} /> : null;
}
