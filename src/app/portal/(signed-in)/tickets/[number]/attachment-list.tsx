'use client';

import { File as FileIcon } from 'lucide-react';
import type { AttachmentView } from '@/tickets/ticket-view';
import { formatBytes } from '@/ui/format-bytes';

export interface AttachmentWords {
  attachments: string;
}

/** Pictures as thumbnails, other files by name and size. Opening asks the server each time. */
export function AttachmentList({
  items,
  words,
  locale,
}: {
  items: readonly AttachmentView[];
  words: AttachmentWords;
  locale: string;
}) {
  if (items.length === 0) return null;
  return (
    <ul aria-label={words.attachments} className="attached">
      {items.map(({ id, fileName, size, isImage }) => (
        <li key={id}>
          <a
            href={`/api/attachments/${id}`}
            target={isImage ? '_blank' : undefined}
            rel="noopener"
            title={`${fileName} · ${formatBytes(size, locale)}`}
            className={isImage ? 'attached-image' : 'attached-file'}
          >
            {isImage ? (
              <img src={`/api/attachments/${id}`} alt={fileName} loading="lazy" />
            ) : (
              <>
                <FileIcon aria-hidden />
                <span dir="auto">{fileName}</span>
                <small>{formatBytes(size, locale)}</small>
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
