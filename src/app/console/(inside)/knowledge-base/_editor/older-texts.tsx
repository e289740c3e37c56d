'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { draftsUnder, type KeptDraft, keepDraft } from '@/ui/drafts';
import { FieldHelp } from '@/ui/field';
import { Notice } from '@/ui/notice';

/**
 * Texts that this browser has kept and that were begun from another version than the one on the
 * screen: each can be put in place of it or thrown away. Nothing is put over what is unsaved.
 */
export function OlderTexts({
  keys,
  current,
  shown,
  isUnsaved,
}: {
  /** What the keys of all texts in this language begin with. */
  keys: string;
  /** The key of the text on the screen. */
  current: string;
  shown: { title: string; body: string };
  isUnsaved: boolean;
}) {
  const t = useTranslations('console.knowledge.kept');
  const format = useFormatter();
  const root = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<KeptDraft[]>([]);
  useEffect(() => {
    const older = draftsUnder(keys, Date.now(), localStorage).filter(({ key }) => key !== current);
    const isSaved = ({ values }: KeptDraft) =>
      isSame(values.title, shown.title) && isSame(values.body, shown.body);
    for (const { key } of older.filter(isSaved)) forget(key);
    setFound(older.filter((one) => !isSaved(one)));
  }, []);

  function putBack({ key, values }: KeptDraft) {
    const form = root.current?.closest('form');
    for (const name of ['title', 'body']) {
      const field = form?.elements.namedItem(name);
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
      field.value = values[name] ?? '';
      field.dispatchEvent(new Event('ui:restored', { bubbles: true }));
    }
    keepDraft(current, values, Date.now(), localStorage);
    drop(key);
  }

  function drop(key: string) {
    forget(key);
    setFound(found.filter((one) => one.key !== key));
  }

  return (
    <div ref={root} className="grid gap-3" hidden={found.length === 0}>
      {found.map((one) => (
        <Notice key={one.key} tone="warning">
          <p>
            {t('note', {
              time: format.dateTime(one.at, { dateStyle: 'long', timeStyle: 'short' }),
            })}
          </p>
          <blockquote className="my-2 line-clamp-2 border-s-2 ps-3 text-sm" dir="auto">
            {whereItDiffers(one.values, shown)}
          </blockquote>
          <div className="button-group">
            <Button size="sm" disabled={isUnsaved} onClick={() => putBack(one)}>
              {t('putBack')}
            </Button>
            <Button size="sm" onClick={() => drop(one.key)}>
              {t('throwAway')}
            </Button>
          </div>
          {isUnsaved && <FieldHelp>{t('unsaved')}</FieldHelp>}
        </Notice>
      ))}
    </div>
  );
}

const forget = (key: string) => keepDraft(key, {}, Date.now(), localStorage);

/** As it comes back from the server. */
const isSame = (kept = '', saved = '') => kept.trim() === saved.trim();

/** The kept text from the word on that is another one than what is saved. */
function whereItDiffers(values: KeptDraft['values'], saved: { title: string; body: string }) {
  const { title = '', body = saved.body } = values;
  const [kept, other] = isSame(body, saved.body) ? [title, saved.title] : [body, saved.body];
  let at = 0;
  while (at < kept.length && kept[at] === other[at]) at++;
  const word = kept.lastIndexOf(' ', at) + 1;
  return word > 0 ? `… ${kept.slice(word)}` : kept;
}
