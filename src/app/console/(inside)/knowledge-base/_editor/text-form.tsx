'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { CalloutKind } from '@/knowledge/markdown/callout';
import { Checkbox } from '@/ui/checkbox';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { writeTextAction } from './actions';
import { BodyField } from './body-field';
import { DraftDeeds } from './draft-deeds';
import { HiddenFact } from './hidden-fact';
import { OlderTexts } from './older-texts';
import { TellVoters } from './tell-voters';
import { type GivenText, useBegunText } from './use-begun-text';
import { useLeaveWarning } from './use-leave-warning';

/** What was kept: a version for readers, or a draft. */
type Saved = { version: number } | { revision: number };

/**
 * What an article says in one language: its title and its text, kept over reloads. Of an article
 * that is out it can be kept as a draft; once there is one, that is what is written here. Whatever
 * the page around it learns, and while it is being saved, what was typed stays.
 */
export function TextForm({
  articleId,
  language,
  given,
  isOut,
  isTranslation,
  isOutdated,
  sourceVersion,
  waiting,
  callouts,
  readerId,
}: {
  articleId: string;
  language: string;
  given: GivenText;
  /** Readers see what is saved, or will from a time on. */
  isOut: boolean;
  isTranslation: boolean;
  isOutdated: boolean;
  /** Of the text that is translated, as it stands beside this one. */
  sourceVersion: number;
  /** Readers who hear of the new version where that is wished; 0 while it is no news to them. */
  waiting: number;
  /** Their names in the language of the article. */
  callouts: Record<CalloutKind, string>;
  readerId: string;
}) {
  const t = useTranslations();
  const anchor = useRef<HTMLInputElement>(null);
  const [said, say] = useState('');
  const [isUnsaved, setUnsaved] = useState(false);
  const { begun, goOn, startAnew } = useBegunText(given, isUnsaved);
  const { version, revision } = begun;
  useLeaveWarning(isUnsaved);
  const isDraft = revision > 0;
  const keys = `${readerId}:article:${articleId}:${language}:`;
  const draftKey = `${keys}${isDraft ? `draft:${revision}` : version}`;

  // What was typed while the text before it was saved is kept under the key of its own.
  useEffect(() => {
    if (isUnsaved) anchor.current?.form?.dispatchEvent(new Event('input'));
  }, [draftKey]);

  function succeed(saved: Saved, hasMore: boolean) {
    setUnsaved(hasMore);
    goOn(saved);
    if ('version' in saved) {
      const { version } = saved;
      say(
        hasMore
          ? t('console.knowledge.savedTypedOn', { version })
          : t('console.knowledge.saved', { version }),
      );
    } else {
      say(hasMore ? t('console.knowledge.draft.savedTypedOn') : t('console.knowledge.draft.saved'));
    }
  }

  function discarded() {
    anchor.current?.form?.reset();
    setUnsaved(false);
    startAnew();
  }

  return (
    <Form<Saved>
      key={begun.round}
      action={writeTextAction}
      onSuccess={succeed}
      onInput={() => {
        setUnsaved(true);
        say('');
      }}
      draftKey={draftKey}
      className="form"
    >
      <OlderTexts keys={keys} current={draftKey} shown={begun} isUnsaved={isUnsaved} />
      <input ref={anchor} type="hidden" name="id" value={articleId} />
      <input type="hidden" name="language" value={language} />
      <HiddenFact name="from" value={version} />
      <HiddenFact name="revision" value={revision} />
      {isTranslation && <HiddenFact name="translatedFrom" value={sourceVersion} />}
      <TextField
        name="title"
        label={t('console.knowledge.articleTitle')}
        defaultValue={begun.title}
        maxLength={200}
        autoComplete="off"
        lang={language}
        dir="auto"
        required
      />
      <BodyField articleId={articleId} language={language} body={begun.body} callouts={callouts} />
      {isTranslation && version > 0 && !isDraft && (
        <Checkbox
          name="staysOutdated"
          label={t('console.knowledge.staysOutdated')}
          help={isOutdated ? t('console.knowledge.staysOutdatedHelp') : undefined}
        />
      )}
      {waiting > 0 && !isDraft && <TellVoters waiting={waiting} />}
      <div className="form-actions">
        {(isDraft || isOut) && (
          <SubmitButton name="for" value="draft" variant={isDraft ? 'primary' : 'secondary'}>
            {isDraft ? t('console.knowledge.draft.save') : t('console.knowledge.draft.saveAs')}
          </SubmitButton>
        )}
        {!isDraft && (
          <SubmitButton name="for" value="readers">
            {isOut ? t('console.knowledge.draft.saveFor') : t('console.knowledge.save')}
          </SubmitButton>
        )}
        <span role="status" className="text-muted">
          {said}
        </span>
      </div>
      {isDraft && (
        <DraftDeeds
          id={articleId}
          language={language}
          revision={revision}
          waiting={waiting}
          isUnsaved={isUnsaved}
          onPublished={(published) => goOn({ ...published, revision: 0 })}
          onDiscarded={discarded}
        />
      )}
    </Form>
  );
}
