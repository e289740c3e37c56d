'use client';

import { createContext, type ReactNode, use } from 'react';

/** The few words that components need by themselves, in the reader's language. */
export interface UiTexts {
  close: string;
  cancel: string;
  copy: string;
  copied: string;
  showPassword: string;
  hidePassword: string;
  /** With `{name}` where the name of the thing goes. */
  remove: string;
  retry: string;
  /** Shown where an action could not be reached: what was typed is still there. */
  unreachable: string;
  /** Before a reference id: "Reference". */
  reference: string;
  /** The region of toasts. */
  notifications: string;
  shortcuts: string;
  showShortcuts: string;
  /** Between two keys of a sequence: "then". */
  thenKey: string;
}

const Texts = createContext<UiTexts | null>(null);

/** Once in each face's layout, around everything. */
export function UiTextsProvider({ texts, children }: { texts: UiTexts; children: ReactNode }) {
  return <Texts value={texts}>{children}</Texts>;
}

export function useUiTexts(): UiTexts {
  const texts = use(Texts);
  if (!texts) throw new Error('UiTextsProvider is missing in the layout');
  return texts;
}
