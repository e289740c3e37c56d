'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Locale, localeNames, locales } from '@/i18n/locales';
import type { MailWords } from '@/notifications/mail-words';
import type { MailView } from '@/notifications/read-mails';
import { Badge } from '@/ui/status-pill';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { DeedButton } from '../../../_forms/deed-button';
import { resetMailAction, sendTestMailAction } from '../actions';
import type { FirstShown } from './use-preview';
import { WordsForm } from './words-form';

/**
 * A mail's words, a language at a time. What was typed in one stays while another is looked at;
 * the tab says so until it is saved.
 */
export function MailEditor({
  view,
  title,
  first,
  ownLanguage,
  ownAddress,
}: {
  view: MailView;
  title: string;
  /** What the mail looks like in the admin’s own language, as it came with the page. */
  first: FirstShown | undefined;
  ownLanguage: Locale;
  ownAddress: string;
}) {
  const t = useTranslations();
  const { name: mail, own, standard } = view;
  const [language, setLanguage] = useState(ownLanguage);
  const [drafts, setDrafts] = useState<Partial<Record<Locale, MailWords>>>({});
  const [resets, setResets] = useState(0);
  const saved = (one: Locale) => own[one] ?? standard[one];
  const words = drafts[language] ?? saved(language);
  const isUnsaved = (one: Locale) => {
    const draft = drafts[one];
    return draft && !saysTheSame(draft, saved(one));
  };

  function reset() {
    setDrafts({ ...drafts, [language]: standard[language] });
    setResets(resets + 1);
  }

  return (
    <div className="grid gap-6">
      <nav aria-label={t('console.admin.mails.languages')} className="tabs">
        {locales.map((one) => (
          <button
            key={one}
            type="button"
            className="tab"
            lang={one}
            aria-current={one === language ? 'true' : undefined}
            onClick={() => setLanguage(one)}
          >
            {localeNames[one]}
            {isUnsaved(one) ? (
              <Badge tone="warning">{t('console.admin.mails.unsaved')}</Badge>
            ) : (
              own[one] && <Badge tone="accent">{t('console.admin.mails.changed')}</Badge>
            )}
          </button>
        ))}
      </nav>
      <WordsForm
        key={`${language} ${resets}`}
        view={view}
        language={language}
        saved={saved(language)}
        words={words}
        onChange={(next) => setDrafts({ ...drafts, [language]: next })}
        first={language === ownLanguage ? first : undefined}
      />
      <div className="flex flex-wrap items-start gap-3 border-t border-line pt-4">
        <DeedButton
          key={language}
          action={sendTestMailAction}
          fields={{ mail, language, ...words }}
          done={t('console.admin.mails.tested', { address: ownAddress })}
        >
          {t('console.admin.mails.test')}
        </DeedButton>
        <ConfirmDeed
          action={resetMailAction}
          fields={{ mail, language }}
          button={t('console.admin.mails.reset')}
          title={t('console.admin.mails.resetTitle', {
            mail: title,
            language: localeNames[language],
          })}
          text={t('console.admin.mails.resetText')}
          deed={t('console.admin.mails.resetDeed')}
          variant="danger"
          reason={own[language] ? undefined : t('console.admin.mails.isStandard')}
          onSuccess={reset}
        />
      </div>
    </div>
  );
}

/** Blank space around them is not kept. */
function saysTheSame(one: MailWords, other: MailWords): boolean {
  return one.subject.trim() === other.subject.trim() && one.body.trim() === other.body.trim();
}
