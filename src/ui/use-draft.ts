'use client';

import { type RefObject, useEffect } from 'react';
import { keepDraft, readDraft } from './drafts';

/** Dispatched on a form by `Form` once its action has worked. */
export const sentEvent = 'ui:sent';

export type TypedField = HTMLInputElement | HTMLTextAreaElement;

/** The fields in it whose texts are kept. */
export function typedFields(root: HTMLElement): TypedField[] {
  return [...root.querySelectorAll<TypedField>('textarea[name], input[name]')].filter(
    (field) => field instanceof HTMLTextAreaElement || ['text', 'search'].includes(field.type),
  );
}

/**
 * Keeps the typed texts inside an element in this browser until their form was sent or reset:
 * they survive a reload, a crash and a server that is away. Put the person's id into the key,
 * so that a shared computer shows nobody another one's words. Passwords are never kept.
 */
export function useDraft(root: RefObject<HTMLElement | null>, key: string | undefined) {
  useEffect(() => {
    const element = root.current;
    if (!element || !key) return;
    const values = readDraft(key, Date.now(), localStorage);
    for (const field of typedFields(element)) {
      const text = values[field.name];
      if (text === undefined || field.value !== field.defaultValue) continue;
      field.value = text;
      field.dispatchEvent(new Event('ui:restored', { bubbles: true }));
    }
    let timer: ReturnType<typeof setTimeout>;
    // Only what was typed since the last sending: a page that goes must not revive a sent text.
    let dirty = false;
    function keep() {
      clearTimeout(timer);
      if (!dirty) return;
      dirty = false;
      const texts = typedFields(element!).map((field) => [field.name, field.value]);
      keepDraft(key!, Object.fromEntries(texts), Date.now(), localStorage);
    }
    function later() {
      clearTimeout(timer);
      dirty = true;
      timer = setTimeout(keep, 250);
    }
    function forget() {
      clearTimeout(timer);
      dirty = false;
      keepDraft(key!, {}, Date.now(), localStorage);
    }
    const form = element.closest('form');
    element.addEventListener('input', later);
    window.addEventListener('pagehide', keep);
    form?.addEventListener('reset', forget);
    form?.addEventListener(sentEvent, forget);
    return () => {
      keep();
      element.removeEventListener('input', later);
      window.removeEventListener('pagehide', keep);
      form?.removeEventListener('reset', forget);
      form?.removeEventListener(sentEvent, forget);
    };
  }, [root, key]);
}
