'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { Locale } from '@/i18n/locales';
import type { MailWords } from '@/notifications/mail-words';
import type { MailView } from '@/notifications/read-mails';
import { Notice } from '@/ui/notice';
import { TextArea } from '@/ui/text-area';
import { TextField } from '@/ui/text-field';
import { SettingForm } from '../../../_forms/setting-form';
import { MailFrame } from '../../../_mail/mail-frame';
import { wordMailAction } from '../actions';
import { insertAt } from './insert-at';
import { type FirstShown, usePreview } from './use-preview';
import { VariableChips } from './variable-chips';

/** Subject and text in one language, with what they look like beside them. */
export function WordsForm({
  view: { name: mail, variables, subjectVariables, required },
  language,
  saved,
  words,
  onChange,
  first,
}: {
  view: MailView;
  language: Locale;
  saved: MailWords;
  words: MailWords;
  onChange: (words: MailWords) => void;
  first?: FirstShown;
}) {
  const t = useTranslations();
  const subject = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const last = useRef<keyof MailWords>('body');
  const { shown, fault } = usePreview(mail, language, words, first);

  function insert(variable: string) {
    const inSubject = last.current === 'subject' && subjectVariables.includes(variable);
    const part = inSubject ? 'subject' : 'body';
    const field = inSubject ? subject.current : body.current;
    if (field) insertAt(field, `{{${variable}}}`, (text) => onChange({ ...words, [part]: text }));
  }

  return (
    <SettingForm
      action={wordMailAction}
      saved={saved}
      value={words}
      entries={(value) => [
        ['mail', mail],
        ['language', language],
        ['subject', value.subject],
        ['body', value.body],
      ]}
      onUndo={onChange}
      savedText={t('console.admin.mails.saved')}
      preview={
        <>
          {fault && <Notice tone="warning">{fault}</Notice>}
          {shown && (
            <>
              <p className="break-words">
                <span className="text-muted">{t('console.admin.mails.previewSubject')}</span>{' '}
                <bdi lang={language}>{shown.subject}</bdi>
              </p>
              <MailFrame
                html={shown.html}
                title={t('console.admin.mails.previewFrame', { name: 'Jane Doe' })}
              />
            </>
          )}
        </>
      }
    >
      <input type="hidden" name="mail" value={mail} />
      <input type="hidden" name="language" value={language} />
      <TextField
        ref={subject}
        name="subject"
        label={t('console.admin.mails.subject')}
        value={words.subject}
        onChange={(event) => onChange({ ...words, subject: event.currentTarget.value })}
        onFocus={() => {
          last.current = 'subject';
        }}
        lang={language}
        dir="auto"
        autoComplete="off"
        maxLength={200}
        required
      />
      <TextArea
        ref={body}
        name="body"
        label={t('console.admin.mails.body')}
        help={t('console.admin.mails.bodyHelp', {
          bold: '**…**',
          heading: '# …',
          button: '[…]({{link}})',
        })}
        value={words.body}
        onChange={(event) => onChange({ ...words, body: event.currentTarget.value })}
        onFocus={() => {
          last.current = 'body';
        }}
        rows={14}
        lang={language}
        dir="auto"
        maxLength={5_000}
        required
      />
      <VariableChips variables={variables} required={required} onInsert={insert} />
    </SettingForm>
  );
}
