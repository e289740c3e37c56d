import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Scope, Technician } from '@/access/scope';
import type { ContactView } from '@/people/read-contact';
import { visibilityOf } from '@/tickets/visibility/read-contact-visibility';
import { ButtonLink } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Section } from '@/ui/page';
import { DeedButton } from '../../../_forms/deed-button';
import { reasonOf } from '../../../_forms/reason-of';
import { startPreviewAction } from './actions';
import { VisibilityFacts } from './visibility-facts';

/** What the portal shows to a contact and why, and the way to look at it as they do. */
export async function WhatTheySee({
  scope,
  contact,
  children,
}: {
  scope: Scope<Technician>;
  contact: ContactView;
  /** What can be changed about it here. */
  children: ReactNode;
}) {
  const { id, name, can } = contact;
  const visibility = await visibilityOf(scope, contact);
  const t = await getTranslations();
  return (
    <Section
      title={t('console.people.sees.title', { name })}
      lead={t('console.people.sees.lead')}
      actions={
        scope.actor.role === 'admin' && (
          <ButtonLink size="sm" href="/console/admin/service-portal">
            {t('console.people.sees.change')}
          </ButtonLink>
        )
      }
    >
      <div className="grid gap-4">
        {children}
        {!visibility.canSignIn && (
          <Notice tone="warning">{t('console.people.sees.disabled')}</Notice>
        )}
        <VisibilityFacts contact={contact} visibility={visibility} language={scope.language} />
        <DeedButton
          action={startPreviewAction}
          fields={{ contactId: id }}
          reason={reasonOf(t, can.preview)}
          help={t('console.people.sees.previewHelp', { name })}
        >
          {t('console.people.sees.preview', { name })}
        </DeedButton>
      </div>
    </Section>
  );
}
