'use client';

import { File as FileIcon, RotateCw, X } from 'lucide-react';
import { formatBytes } from './format-bytes';
import { IconButton } from './icon-button';
import { useUiTexts } from './ui-texts';
import type { UploadItem } from './use-uploads';

/** One file of a `FileDrop`: what it is, how far it is, what went wrong, and taking it back. */
export function FileRow({
  item,
  locale,
  onRemove,
  onRetry,
}: {
  item: UploadItem;
  locale: string;
  onRemove: () => void;
  onRetry?: () => void;
}) {
  const texts = useUiTexts();
  const { file, preview, error, id, progress } = item;
  return (
    <li className="file">
      {preview ? (
        <img src={preview} alt="" className="file-thumb" />
      ) : (
        <span className="file-thumb">
          <FileIcon aria-hidden className="size-5" />
        </span>
      )}
      <div className="min-w-0">
        <div className="flex gap-2">
          <span className="truncate">{file.name}</span>
          <span className="ms-auto flex-none text-sm text-muted">
            {formatBytes(file.size, locale)}
          </span>
        </div>
        {error ? (
          <p role="alert" className="field-error">
            <span>{error}</span>
          </p>
        ) : (
          !id && <progress className="file-bar" max={1} value={progress} aria-label={file.name} />
        )}
      </div>
      <div className="flex">
        {onRetry && (
          <IconButton
            size="sm"
            label={texts.retry}
            icon={<RotateCw aria-hidden />}
            onClick={onRetry}
          />
        )}
        <IconButton
          size="sm"
          label={texts.remove.replace('{name}', file.name)}
          icon={<X aria-hidden />}
          onClick={onRemove}
        />
      </div>
    </li>
  );
}
