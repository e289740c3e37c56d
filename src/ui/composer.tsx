'use client';

import { type ReactNode, useRef } from 'react';
import { classNames } from './class-names';
import { FieldError } from './field';
import { useField } from './form-context';
import { useDraft } from './use-draft';

/**
 * Where an answer is written, inside a `Form`. Grows with the text, keeps it as a draft under
 * `draftKey` (with the person's id in it), sends with ⌘ or Ctrl and Enter.
 */
export function Composer({
  name = 'body',
  label,
  placeholder,
  draftKey,
  isPrivate,
  start,
  more,
  head,
  children,
}: {
  name?: string;
  label: string;
  placeholder?: string;
  draftKey?: string;
  /** Tinted: not for everybody's eyes. */
  isPrivate?: boolean;
  /** At the start of the foot: attach, hints. */
  start?: ReactNode;
  /** Between text and foot: attachments. */
  more?: ReactNode;
  /** Above the text: tabs, the word that says who reads it. */
  head?: ReactNode;
  /** At the end of the foot: the button that sends. */
  children: ReactNode;
}) {
  const root = useRef<HTMLDivElement>(null);
  const field = useField(name, {});
  useDraft(root, draftKey);
  return (
    <div className="field">
      <div ref={root} className={classNames('composer', isPrivate && 'private')}>
        {head}
        <textarea
          id={field.id}
          name={name}
          aria-label={label}
          placeholder={placeholder ?? label}
          defaultValue={field.defaultValue}
          rows={2}
          {...field.aria}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        {more && <div className="composer-more">{more}</div>}
        <div className="composer-foot">
          <div>{start}</div>
          {children}
        </div>
      </div>
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
    </div>
  );
}
