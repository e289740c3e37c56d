import { getTranslations } from 'next-intl/server';
import type { ContactView } from '@/people/read-contact';
import { Notice } from '@/ui/notice';
import { Section } from '@/ui/page';
import { DeedButton } from '../../../_forms/deed-button';
import { reasonOf } from '../../../_forms/reason-of';
import { startPreviewAction } from './actions';

/** What the portal shows to a contact, and the way to look at it as they do. */
export async function WhatTheySee({
  contact: { id, name, can },
  previewOver,
}: {
  contact: ContactView;
  /** The page was reached from a preview that has come to its end. */
  previewOver: boolean;
}) {
  const t = await getTranslations();
  return (
    <Section title={t('console.people.sees.title', { name })}>
      {previewOver && <Notice tone="info">{t('console.people.sees.previewOver')}</Notice>}
      <DeedButton
        action={startPreviewAction}
        fields={{ contactId: id }}
        reason={reasonOf(t, can.preview)}
        help={t('console.people.sees.previewHelp', { name })}
      >
        {t('console.people.sees.preview', { name })}
      </DeedButton>
    </Section>
  );
}
