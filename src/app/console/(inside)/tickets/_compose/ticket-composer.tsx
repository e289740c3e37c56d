'use client';

import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { StatusView } from '@/tickets/ticket-view';
import { useShortcuts } from '@/ui/use-shortcuts';
import { addNoteAction, replyAction } from './actions';
import type { LatestMessage } from './overtaken-notice';
import { WriteForm } from './write-form';

type Mode = 'reply' | 'note';

/**
 * Reply and internal note, each with a draft of its own that survives the other, a reload and a
 * server that is away. A note is tinted, locked and says so in words.
 */
export function TicketComposer({
  number,
  me,
  requester,
  readers,
  statuses,
  latest,
  style,
}: {
  number: number;
  /** The technician's id: drafts are nobody else's. */
  me: string;
  requester: string;
  /** Its requester and those in copy. */
  readers: readonly { id: string; name: string }[];
  statuses: readonly StatusView[];
  latest: LatestMessage | undefined;
  style: { locale: string; timeZone: string };
}) {
  const t = useTranslations();
  const [mode, setMode] = useState<Mode>('reply');
  const root = useRef<HTMLElement>(null);

  function write(next: Mode) {
    setMode(next);
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLTextAreaElement>(`#compose-${next} textarea`)?.focus(),
    );
  }
  useShortcuts({
    r: { label: t('console.keys.reply'), run: () => write('reply') },
    n: { label: t('console.keys.note'), run: () => write('note') },
    ';': {
      label: t('console.keys.canned'),
      run: () =>
        root.current?.querySelector<HTMLElement>(`#compose-${mode} [data-canned]`)?.click(),
    },
  });

  return (
    <section ref={root} aria-label={t('console.compose.label')} className="compose">
      <div role="tablist" aria-label={t('console.compose.label')} className="segments">
        <Tab mode="reply" current={mode} onChoose={write}>
          {t('console.compose.reply')}
        </Tab>
        <Tab mode="note" current={mode} onChoose={write}>
          <Lock aria-hidden />
          {t('console.compose.note')}
        </Tab>
      </div>
      <div id="compose-reply" role="tabpanel" aria-labelledby="tab-reply" hidden={mode !== 'reply'}>
        <WriteForm
          action={replyAction}
          number={number}
          draftKey={`${me}:ticket:${number}:reply`}
          label={t('console.compose.reply')}
          placeholder={t('console.compose.replyTo', { name: requester })}
          deed={t('console.compose.sendReply')}
          readers={readers}
          statuses={statuses}
          latest={latest}
          style={style}
        />
      </div>
      <div id="compose-note" role="tabpanel" aria-labelledby="tab-note" hidden={mode !== 'note'}>
        <WriteForm
          action={addNoteAction}
          number={number}
          draftKey={`${me}:ticket:${number}:note`}
          label={t('console.compose.note')}
          placeholder={t('console.compose.noteHint')}
          deed={t('console.compose.addNote')}
          isNote
          latest={latest}
          style={style}
        />
      </div>
    </section>
  );
}

function Tab({
  mode,
  current,
  onChoose,
  children,
}: {
  mode: Mode;
  current: Mode;
  onChoose: (mode: Mode) => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${mode}`}
      aria-selected={mode === current}
      aria-controls={`compose-${mode}`}
      className="segment"
      onClick={() => onChoose(mode)}
    >
      {children}
    </button>
  );
}
