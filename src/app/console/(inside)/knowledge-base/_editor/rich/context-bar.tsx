'use client';

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { type CalloutKind, calloutKinds } from '@/knowledge/markdown/callout';
import { Button } from '@/ui/button';
import { Select } from '@/ui/select';
import { TextField } from '@/ui/text-field';
import { toggleCallout } from './callout-node';
import { hasBox } from './deeds';
import { LinkField } from './link-field';
import { TableMenu } from './table-menu';

/** What can be said about the piece at the cursor: where a link leads, what a picture shows. */
export function ContextBar({
  editor,
  callouts,
  isLinking,
  onLinked,
}: {
  editor: Editor;
  callouts: Record<CalloutKind, string>;
  /** A link is wished for what is selected. */
  isLinking: boolean;
  onLinked: () => void;
}) {
  const t = useTranslations();
  const isLink = isLinking || editor.isActive('link');
  const isImage = editor.isActive('image');
  const isCode = editor.isActive('codeBlock');
  const isCallout = editor.isActive('callout');
  const isTable = editor.isActive('table');
  const hasTick = hasBox(editor);
  if (!isLink && !isImage && !isCode && !isCallout && !isTable && !hasTick) return null;
  const attribute = (type: string, name: string) => String(editor.getAttributes(type)[name] ?? '');
  return (
    <div className="rich-context">
      {isLink && (
        <LinkField
          key={attribute('link', 'href')}
          editor={editor}
          isAsked={isLinking}
          onDone={onLinked}
        />
      )}
      {isImage && (
        <TextField
          label={t('console.knowledge.editor.alt')}
          help={t('console.knowledge.editor.altHelp')}
          value={attribute('image', 'alt')}
          maxLength={300}
          autoComplete="off"
          onKeyDown={stayHere}
          onChange={({ currentTarget }) => {
            const alt = currentTarget.value.replace(/[[\]\\]/g, ' ');
            editor.commands.updateAttributes('image', { alt });
          }}
        />
      )}
      {isCode && (
        <TextField
          label={t('console.knowledge.editor.codeLanguage')}
          value={attribute('codeBlock', 'language')}
          maxLength={30}
          autoComplete="off"
          onKeyDown={stayHere}
          onChange={({ currentTarget }) => {
            const language = currentTarget.value.replace(/[^\w+#-]/g, '') || null;
            editor.commands.updateAttributes('codeBlock', { language });
          }}
        />
      )}
      {isCallout && (
        <div className="rich-pair">
          <Select
            label={t('console.knowledge.editor.calloutKind')}
            value={attribute('callout', 'kind')}
            options={calloutKinds.map((value) => ({ value, label: callouts[value] }))}
            onChange={({ currentTarget }) =>
              editor.commands.updateAttributes('callout', { kind: currentTarget.value })
            }
          />
          <Button size="sm" onClick={() => toggleCallout(editor)}>
            {t('console.knowledge.editor.calloutRemove')}
          </Button>
        </div>
      )}
      {hasTick && (
        <Button
          size="sm"
          aria-pressed={editor.getAttributes('listItem').checked === true}
          onClick={() => {
            const { checked } = editor.getAttributes('listItem');
            editor.chain().focus().updateAttributes('listItem', { checked: !checked }).run();
          }}
        >
          {t('console.knowledge.editor.ticked')}
        </Button>
      )}
      {isTable && <TableMenu editor={editor} />}
    </div>
  );
}

/** Enter in a field of the bar must not send the article. */
function stayHere(event: { key: string; preventDefault: () => void }) {
  if (event.key === 'Enter') event.preventDefault();
}
