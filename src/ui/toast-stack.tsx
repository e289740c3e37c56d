'use client';

import { useEffect, useRef } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import type { ToastMessage } from './show-toast';
import { useUiTexts } from './ui-texts';

/** Shows what `Toaster` has collected, each once. */
export default function ToastStack({ messages }: { messages: ToastMessage[] }) {
  const texts = useUiTexts();
  const shown = useRef(0);
  useEffect(() => {
    for (; shown.current < messages.length; shown.current++) {
      const { text, tone = 'neutral', action } = messages[shown.current]!;
      toast(<span className={`pill tone-${tone} toast-text`}>{text}</span>, {
        duration: action ? 10_000 : 6_000,
        action: action && { label: action.label, onClick: action.run },
      });
    }
  }, [messages]);
  return (
    <Sonner
      position="bottom-center"
      dir="auto"
      offset={{ bottom: 24 }}
      mobileOffset={{ bottom: 72 }}
      closeButton={false}
      containerAriaLabel={texts.notifications}
      toastOptions={{
        unstyled: true,
        classNames: { toast: 'toast', actionButton: 'button button-quiet button-sm toast-deed' },
      }}
    />
  );
}
