'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ImportProgress } from '@/people/run-contact-import';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../_forms/perform';
import { readImportAction } from './actions';

const askEvery = 2_000;

/** What came of the import; a large one goes on in the background and is asked about. */
export function ImportDone({ progress }: { progress: ImportProgress }) {
  const t = useTranslations();
  const texts = useUiTexts();
  const [now, setNow] = useState(progress);
  const { importId, finished, created } = now;
  useEffect(() => {
    if (finished) return;
    const timer = setInterval(async () => {
      const answer = await perform(readImportAction, { importId }, texts.unreachable);
      if (answer.ok) setNow(answer.value);
    }, askEvery);
    return () => clearInterval(timer);
  }, [importId, finished, texts]);
  return (
    <div role="status">
      <EmptyState
        drawing={finished ? 'done' : 'people'}
        title={
          finished
            ? t('console.people.import.done', { count: created })
            : t('console.people.import.running', { count: created })
        }
        text={
          finished ? t('console.people.import.doneText') : t('console.people.import.runningText')
        }
        action={
          <ButtonLink variant="primary" href="/console/contacts">
            {t('console.people.import.toContacts')}
          </ButtonLink>
        }
      />
    </div>
  );
}
