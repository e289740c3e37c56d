'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Form } from '@/ui/form';
import { IconButton } from '@/ui/icon-button';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { useUiTexts } from '@/ui/ui-texts';
import { tagTicketAction, untagTicketAction } from './actions';

/** The words that technicians sort this ticket by; each leads to the tickets that have it too. */
export function TicketTags({
  number,
  tags,
  known,
}: {
  number: number;
  tags: readonly string[];
  /** Tags in use, for suggestions. */
  known: readonly string[];
}) {
  const t = useTranslations();
  const ui = useUiTexts();
  const listId = useId();
  return (
    <div className="grid gap-2">
      {tags.length === 0 && <p className="text-muted">{t('console.tags.none')}</p>}
      {tags.length > 0 && (
        <ul className="tags">
          {tags.map((tag) => (
            <li key={tag} className="badge tag">
              <Link href={`/console/tickets?view=all&tag=${encodeURIComponent(tag)}`} dir="auto">
                {tag}
              </Link>
              <Form action={untagTicketAction} className="contents">
                <input type="hidden" name="number" value={number} />
                <input type="hidden" name="tag" value={tag} />
                <IconButton
                  type="submit"
                  size="sm"
                  label={ui.remove.replace('{name}', tag)}
                  icon={<X aria-hidden />}
                />
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form action={tagTicketAction} resetOnSuccess className="tag-form">
        <input type="hidden" name="number" value={number} />
        <TextField
          label={t('console.tags.add')}
          hideLabel
          placeholder={t('console.tags.add')}
          name="tag"
          maxLength={40}
          autoComplete="off"
          list={listId}
        />
        <datalist id={listId}>
          {known
            .filter((tag) => !tags.includes(tag))
            .map((tag) => (
              <option key={tag} value={tag} />
            ))}
        </datalist>
        <SubmitButton variant="secondary" size="sm">
          {t('console.tags.deed')}
        </SubmitButton>
      </Form>
    </div>
  );
}
