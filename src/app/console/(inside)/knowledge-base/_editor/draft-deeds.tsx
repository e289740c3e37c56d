'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDeed } from '../../_forms/confirm-deed';
import { DeedButton } from '../../_forms/deed-button';
import { discardDraftAction, publishDraftAction } from './actions';
import { TellVoters } from './tell-voters';

/** Shows a draft to readers, or throws it away. Only what has been saved can be published. */
export function DraftDeeds({
  id,
  language,
  revision,
  waiting,
  isUnsaved,
  onPublished,
  onDiscarded,
}: {
  id: string;
  language: string;
  revision: number;
  waiting: number;
  isUnsaved: boolean;
  onPublished: (published: { version: number }) => void;
  onDiscarded: () => void;
}) {
  const t = useTranslations();
  const [tellVoters, setTellVoters] = useState(true);
  return (
    <>
      {waiting > 0 && (
        <TellVoters
          waiting={waiting}
          onChange={(event) => setTellVoters(event.currentTarget.checked)}
        />
      )}
      <div className="button-group">
        <DeedButton
          action={publishDraftAction}
          fields={{
            id,
            language,
            revision: String(revision),
            tellVoters: String(waiting > 0 && tellVoters),
          }}
          onSuccess={onPublished}
          reason={isUnsaved ? t('console.knowledge.draft.unsaved') : undefined}
        >
          {t('console.knowledge.draft.publish')}
        </DeedButton>
        <ConfirmDeed
          action={discardDraftAction}
          fields={{ id, language }}
          button={t('console.knowledge.draft.discard')}
          title={t('console.knowledge.draft.discardTitle')}
          text={t('console.knowledge.draft.discardText')}
          deed={t('console.knowledge.draft.discard')}
          onSuccess={onDiscarded}
        />
      </div>
    </>
  );
}
