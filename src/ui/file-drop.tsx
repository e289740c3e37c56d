'use client';

import { Paperclip } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { FieldError, FieldHelp } from './field';
import { FileRow } from './file-row';
import { useField } from './form-context';
import { formatBytes } from './format-bytes';
import { useUiTexts } from './ui-texts';
import { useFileSources } from './use-file-sources';
import { type Upload, useUploads } from './use-uploads';

export interface FileDropTexts {
  /** The underlined deed: "Choose files". */
  choose: string;
  /** Behind it, on devices with a mouse: "or drop them here, or paste a picture". */
  drop: string;
  /** With `{limit}`: "Larger than {limit}: …". */
  tooLarge: string;
  /** With `{limit}`. */
  tooMany: string;
  /** Shown while a pressed submit waits for the last file. */
  waiting: string;
}

/**
 * Files by choosing, dropping, pasting or the phone's camera. Each goes up at once through
 * `upload`; the form then carries one hidden input called `name` per stored file's id. A submit
 * pressed too early waits for the files and then goes by itself.
 */
export function FileDrop({
  name,
  label,
  help,
  upload,
  texts,
  locale,
  accept,
  maxBytes,
  maxFiles,
  compact,
}: {
  name: string;
  label: string;
  help?: ReactNode;
  upload: Upload;
  texts: FileDropTexts;
  locale: string;
  accept?: string;
  maxBytes: number;
  maxFiles: number;
  /** Only the words, for the foot of a composer. */
  compact?: boolean;
}) {
  const ui = useUiTexts();
  const root = useRef<HTMLDivElement>(null);
  const field = useField(name, { help });
  const listId = useId();
  const [waiting, setWaiting] = useState(false);
  const refuse = (file: File, already: number) =>
    already >= maxFiles
      ? texts.tooMany.replace('{limit}', String(maxFiles))
      : file.size > maxBytes
        ? texts.tooLarge.replace('{limit}', formatBytes(maxBytes, locale))
        : undefined;
  const uploads = useUploads({ upload, failed: ui.unreachable, refuse });
  const over = useFileSources(root, uploads, setWaiting);

  return (
    <div ref={root} className="field">
      <label htmlFor={field.id} className={compact ? 'sr-only' : 'field-label'}>
        {label}
      </label>
      <label className={compact ? 'drop drop-compact' : 'drop'} data-over={over || undefined}>
        <Paperclip aria-hidden className="size-4" />
        <span className="drop-deed">{texts.choose}</span>
        <span className="drop-hint">{texts.drop}</span>
        <input
          id={field.id}
          type="file"
          multiple
          accept={accept}
          aria-label={label}
          {...field.aria}
          aria-controls={listId}
          className="sr-only"
          onChange={(event) => {
            uploads.add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      <ul id={listId} className="rows empty:hidden">
        {uploads.items.map((item) => (
          <FileRow
            key={item.key}
            item={item}
            locale={locale}
            onRemove={() => uploads.remove(item.key)}
            onRetry={
              item.error && !refuse(item.file, 0) ? () => uploads.retry(item.key) : undefined
            }
          />
        ))}
      </ul>
      {uploads.items.map(
        (item) => item.id && <input key={item.key} type="hidden" name={name} value={item.id} />,
      )}
      <p role="status" className="field-help empty:hidden">
        {waiting && uploads.busy ? texts.waiting : null}
      </p>
      {field.error && <FieldError id={field.errorId}>{field.error}</FieldError>}
      {help && <FieldHelp id={field.helpId}>{help}</FieldHelp>}
    </div>
  );
}
