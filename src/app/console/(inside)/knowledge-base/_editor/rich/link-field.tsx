'use client';

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { safeLink } from '@/knowledge/markdown/safe-link';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/text-field';

/** Where the link at the cursor, or over what is selected, leads. */
export function LinkField({
  editor,
  isAsked,
  onDone,
}: {
  editor: Editor;
  /** Somebody asked for it, and types the address next. */
  isAsked: boolean;
  onDone: () => void;
}) {
  const t = useTranslations();
  const [address, setAddress] = useState(String(editor.getAttributes('link').href ?? ''));
  const [error, setError] = useState<string>();
  const isLink = editor.isActive('link');
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAsked) root.current?.querySelector('input')?.focus();
  }, [isAsked]);

  function set() {
    const href = completed(address.trim());
    if (href === undefined) return setError(t('console.knowledge.editor.linkWrong'));
    const chain = editor.chain().focus();
    if (isLink) chain.extendMarkRange('link').setMark('link', { href });
    else if (!editor.state.selection.empty) chain.setMark('link', { href });
    else
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] });
    chain.run();
    onDone();
  }

  function remove() {
    editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
    onDone();
  }

  function leave() {
    editor.commands.focus();
    onDone();
  }

  return (
    <div ref={root} className="rich-pair">
      <TextField
        label={t('console.knowledge.editor.linkAddress')}
        error={error}
        value={address}
        maxLength={2000}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget }) => setAddress(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') leave();
          if (event.key !== 'Enter') return;
          event.preventDefault();
          set();
        }}
      />
      <Button size="sm" onClick={set}>
        {t('console.knowledge.editor.linkSet')}
      </Button>
      <Button size="sm" variant="quiet" onClick={isLink ? remove : leave}>
        {isLink ? t('console.knowledge.editor.linkRemove') : t('console.knowledge.cancel')}
      </Button>
    </div>
  );
}

/** `help.acme.com` is meant as a web address, and `me@acme.com` as one for mail. */
function completed(address: string): string | undefined {
  if (/^[^\s@/:]+@[^\s@/]+\.\w+$/.test(address)) return safeLink(`mailto:${address}`);
  if (/^[\w-]+(\.[\w-]+)+(\/|$)/.test(address)) return safeLink(`https://${address}`);
  return safeLink(address);
}
