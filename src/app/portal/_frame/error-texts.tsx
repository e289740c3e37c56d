'use client';

import { createContext, type ReactNode, use } from 'react';

export interface ErrorTexts {
  title: string;
  why: string;
  next: string;
}

const Texts = createContext<ErrorTexts | null>(null);

/** An error page is drawn in the browser, where no translator is: its words wait here. */
export function ErrorTextsProvider({
  texts,
  children,
}: {
  texts: ErrorTexts;
  children: ReactNode;
}) {
  return <Texts value={texts}>{children}</Texts>;
}

export function useErrorTexts(): ErrorTexts {
  const texts = use(Texts);
  if (!texts) throw new Error('ErrorTextsProvider is missing in the layout');
  return texts;
}
