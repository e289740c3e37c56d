'use client';

import { useEffect, useRef, useState } from 'react';
import type { Locale } from '@/i18n/locales';
import type { MailWords } from '@/notifications/mail-words';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../../_forms/perform';
import { previewMailAction } from '../actions';

/** A mail as somebody would get it. */
export interface Shown {
  subject: string;
  html: string;
}

/** One that came with the page, and the words that it was made of. */
export interface FirstShown extends Shown {
  words: MailWords;
}

/** Long enough that nobody who types is asked about at every letter. */
const pause = 400;

/**
 * What the words that are being written look like, asked for whenever they rest. While they can't
 * be sent, the last that could stays, with the reason.
 */
export function usePreview(
  mail: string,
  language: Locale,
  words: MailWords,
  first: FirstShown | undefined,
): { shown: Shown | undefined; fault: string | undefined } {
  const texts = useUiTexts();
  const [shown, setShown] = useState<Shown | undefined>(first);
  const [fault, setFault] = useState<string>();
  const asked = ({ subject, body }: MailWords) => JSON.stringify({ mail, language, subject, body });
  const drawn = useRef(first ? asked(first.words) : '');
  const wanted = asked(words);
  useEffect(() => {
    if (drawn.current === wanted) return;
    let isOver = false;
    const timer = setTimeout(
      async () => {
        const answer = await perform(previewMailAction, JSON.parse(wanted), texts.unreachable);
        if (isOver) return;
        drawn.current = wanted;
        setFault(answer.ok ? undefined : (Object.values(answer.fields ?? {})[0] ?? answer.message));
        if (answer.ok) setShown(answer.value);
      },
      drawn.current ? pause : 0,
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [wanted, texts.unreachable]);
  return { shown, fault };
}
