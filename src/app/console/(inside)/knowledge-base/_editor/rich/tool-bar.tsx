'use client';

import { Toolbar } from '@base-ui/react/toolbar';
import type { Editor } from '@tiptap/core';
import { ImagePlus, Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { IconButton } from '@/ui/icon-button';
import { type Deed, deeds } from './deeds';

/** Buttons for what an article can hold. One stop of the Tab key; arrows go from one to the next. */
export function ToolBar({
  editor,
  onLink,
  onPictures,
}: {
  editor: Editor;
  onLink: () => void;
  onPictures: (files: File[]) => void;
}) {
  const t = useTranslations();
  const files = useRef<HTMLInputElement>(null);
  const groups: Deed[][] = deeds;
  return (
    <Toolbar.Root
      aria-label={t('console.knowledge.marks')}
      className="rich-tools"
      // The selection in the text stays while a mouse presses a button.
      onMouseDown={(event) => event.preventDefault()}
    >
      {groups.map((group) => (
        <Toolbar.Group key={group[0]!.key} className="rich-group">
          {group.map(({ key, keys, icon: Icon, run, isOn, can }) => (
            <Toolbar.Button
              key={key}
              disabled={can ? !can(editor) : false}
              aria-pressed={isOn?.(editor)}
              onClick={() => run(editor)}
              render={
                <IconButton
                  size="sm"
                  label={t(key)}
                  title={keys ? `${t(key)} (${keysHere(keys)})` : t(key)}
                  icon={<Icon aria-hidden />}
                />
              }
            />
          ))}
        </Toolbar.Group>
      ))}
      <Toolbar.Group className="rich-group">
        <Toolbar.Button
          aria-pressed={editor.isActive('link')}
          onClick={onLink}
          render={
            <IconButton
              size="sm"
              label={t('console.knowledge.mark.link')}
              icon={<Link2 aria-hidden />}
            />
          }
        />
        <Toolbar.Button
          onClick={() => files.current?.click()}
          render={
            <IconButton
              size="sm"
              label={t('console.knowledge.mark.image')}
              icon={<ImagePlus aria-hidden />}
            />
          }
        />
      </Toolbar.Group>
      <input
        ref={files}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        hidden
        aria-label={t('console.knowledge.mark.image')}
        onChange={(event) => {
          onPictures([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </Toolbar.Root>
  );
}

const keysHere = (keys: string) =>
  keys.replace('Mod', /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl');
