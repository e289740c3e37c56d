'use client';

import { Editor } from '@tiptap/core';
import { useEffect, useReducer, useRef, useState } from 'react';
import type { CalloutKind } from '@/knowledge/markdown/callout';
import type { DocumentNode } from '@/knowledge/markdown/document/document';
import { writeDocument } from '@/knowledge/markdown/document/write-document';
import { ContextBar } from './context-bar';
import { articleExtensions } from './extensions';
import { addressIn, picturesOf, readyToPaste } from './paste';
import { ToolBar } from './tool-bar';

/**
 * The text of an article as its readers will see it, written in place. `onWrite` gets the Markdown
 * of every change that readers would see; `upload` answers with the address of a picture.
 */
export function RichEditor({
  document,
  label,
  language,
  callouts,
  upload,
  onWrite,
}: {
  document: DocumentNode;
  label: string;
  language: string;
  callouts: Record<CalloutKind, string>;
  upload: (file: File) => Promise<string | undefined>;
  onWrite: (markdown: string) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ upload, onWrite });
  latest.current = { upload, onWrite };
  const begun = useRef({ document, label, language, callouts });
  const [editor, setEditor] = useState<Editor>();
  const [isLinking, setLinking] = useState(false);
  const [, redraw] = useReducer((count: number) => count + 1, 0);

  useEffect(() => {
    const { document, label, language, callouts } = begun.current;
    let written = writeDocument(document);
    const made: Editor = new Editor({
      element: place.current,
      extensions: articleExtensions(callouts),
      content: document,
      injectCSS: false,
      editorProps: {
        attributes: {
          class: 'prose rich-text rich-editor',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          lang: language,
          dir: 'auto',
        },
        transformPastedHTML: readyToPaste,
        handlePaste: (_view, { clipboardData }) => take(clipboardData) || link(clipboardData),
        handleDrop: (_view, { dataTransfer }, _slice, isOurs) => !isOurs && take(dataTransfer),
      },
      onTransaction: redraw,
      onUpdate: ({ editor }) => {
        const markdown = writeDocument(editor.getJSON() as DocumentNode);
        if (markdown === written) return;
        written = markdown;
        latest.current.onWrite(markdown);
      },
    });
    function take(data: DataTransfer | null): boolean {
      const pictures = picturesOf(data);
      for (const file of pictures) insertPicture(made, file, latest.current.upload);
      return pictures.length > 0;
    }
    function link(data: DataTransfer | null): boolean {
      const href = addressIn(data?.getData('text/plain') ?? '');
      if (!href || made.isActive('codeBlock')) return false;
      const { empty } = made.state.selection;
      if (!empty) return made.chain().setMark('link', { href }).run();
      const marks = [{ type: 'link', attrs: { href } }];
      return made.chain().insertContent({ type: 'text', text: href, marks }).run();
    }
    setEditor(made);
    return () => made.destroy();
  }, []);

  return (
    <div className="rich-frame">
      {editor && (
        <>
          <ToolBar
            editor={editor}
            onLink={() => setLinking(true)}
            onPictures={(files) => {
              for (const file of files) insertPicture(editor, file, upload);
            }}
          />
          <ContextBar
            editor={editor}
            callouts={callouts}
            isLinking={isLinking}
            onLinked={() => setLinking(false)}
          />
        </>
      )}
      <div ref={place} />
    </div>
  );
}

/** Its name stands for it until somebody writes what is to be seen. */
async function insertPicture(
  editor: Editor,
  file: File,
  upload: (file: File) => Promise<string | undefined>,
): Promise<void> {
  const src = await upload(file);
  if (src === undefined || editor.isDestroyed) return;
  const alt = file.name.replace(/\.\w+$/, '').replace(/[[\]\\]/g, ' ');
  editor
    .chain()
    .focus()
    .insertContent({ type: 'image', attrs: { src, alt: alt.trim() } })
    .run();
}
