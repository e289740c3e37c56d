'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CalloutKind } from '@/knowledge/markdown/callout';
import { Checkbox } from '@/ui/checkbox';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { writeTextAction } from './actions';
import { BodyField } from './body-field';
import { DraftDeeds } from './draft-deeds';
import { TellVoters } from './tell-voters';
import { useLeaveWarning } from './use-leave-warning';

/** What was kept: a version for readers, or a draft. */
type Saved = { version: number } | { revision: number };

/**
 * What an article says in one language: its title and its text, kept over reloads. Of an article
 * that is out it can be kept as a draft; once there is one, that is what is written here.
 */
export function TextForm({
  articleId,
  language,
  title,
  body,
  version,
  revision,
  isOut,
  isTranslation,
  isOutdated,
  waiting,
  callouts,
  readerId,
}: {
  articleId: string;
  language: string;
  title: string;
  body: string;
  /** What readers see; 0: nothing is written yet. */
  version: number;
  /** Of the draft that is written here; 0: there is none. */
  revision: number;
  /** Readers see what is saved, or will from a time on. */
  isOut: boolean;
  isTranslation: boolean;
  isOutdated: boolean;
  /** Readers who hear of the new version where that is wished; 0 while it is no news to them. */
  waiting: number;
  /** Their names in the language of the article. */
  callouts: Record<CalloutKind, string>;
  readerId: string;
}) {
  const t = useTranslations();
  // What the text on the screen was made from, whatever the page around it learns meanwhile.
  const [base, setBase] = useState({ version, revision });
  const [said, say] = useState('');
  const [isUnsaved, setUnsaved] = useState(false);
  useLeaveWarning(isUnsaved);
  const isDraft = revision > 0;
  const kind = isDraft ? `draft:${base.revision}` : base.version;

  function succeed(saved: Saved) {
    setUnsaved(false);
    setBase({ ...base, ...saved });
    say(
      'version' in saved
        ? t('console.knowledge.saved', { version: saved.version })
        : t('console.knowledge.draft.saved'),
    );
  }

  return (
    <Form<Saved>
      action={writeTextAction}
      onSuccess={succeed}
      onInput={() => {
        setUnsaved(true);
        say('');
      }}
      draftKey={`${readerId}:article:${articleId}:${language}:${kind}`}
      className="form"
    >
      <input type="hidden" name="id" value={articleId} />
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="from" value={base.version} />
      <input type="hidden" name="revision" value={base.revision} />
      <TextField
        name="title"
        label={t('console.knowledge.articleTitle')}
        defaultValue={title}
        maxLength={200}
        autoComplete="off"
        lang={language}
        dir="auto"
        required
      />
      <BodyField articleId={articleId} language={language} body={body} callouts={callouts} />
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
          revision={base.revision}
          waiting={waiting}
          isUnsaved={isUnsaved}
        />
      )}
    </Form>
  );
}
