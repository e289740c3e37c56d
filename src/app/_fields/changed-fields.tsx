'use client';

import { type RefObject, useRef } from 'react';
import type { FieldView } from '@/fields/field';
import { Notice } from '@/ui/notice';

/**
 * What is different about a form since it was opened, where its tenant changed the rules meanwhile.
 * What was typed into a field that has gone is said here, so that no word of it is lost.
 */
export function ChangedFields({
  fields,
  form,
  words,
}: {
  fields: readonly FieldView[];
  /** What holds the inputs. */
  form: RefObject<HTMLElement | null>;
  words: { gone: string; added: string };
}) {
  const asked = fields.filter(({ editable, key }) => editable && key !== 'status');
  const opened = useRef(asked);
  const texts = useRef<Record<string, string>>({});
  const gone = opened.current.filter(({ key }) => !asked.some((field) => field.key === key));
  const added = asked.filter(({ key }) => !opened.current.some((field) => field.key === key));
  for (const { key } of gone) texts.current[key] ??= textIn(form.current, key);
  if (gone.length === 0 && added.length === 0) return null;
  const lost = gone.map(({ key, label }) => [label, texts.current[key]].filter(Boolean).join(': '));
  return (
    <Notice tone="warning">
      {gone.length > 0 && <p>{words.gone.replace('{fields}', lost.join(' · '))}</p>}
      {added.length > 0 && (
        <p>{words.added.replace('{fields}', added.map(({ label }) => label).join(', '))}</p>
      )}
    </Notice>
  );
}

/** What stands in an input that is about to go. */
function textIn(form: HTMLElement | null, key: string): string {
  const input = form?.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    `[name="${key}"], [name="fields.${key}"]:not([type="hidden"], [type="checkbox"], select)`,
  );
  return input?.value ?? '';
}
