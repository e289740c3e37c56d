import { Paperclip } from 'lucide-react';
import type { AttachmentView } from '@/tickets/ticket-view';
import { formatBytes } from '@/ui/format-bytes';

/** Attachments of one message: pictures as thumbnails, the rest by name and size. */
export function TicketFiles({
  files,
  locale,
  label,
}: {
  files: readonly AttachmentView[];
  locale: string;
  label: string;
}) {
  if (files.length === 0) return null;
  return (
    <ul aria-label={label} className="ticket-files">
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/attachments/${file.id}`} target="_blank" rel="noopener">
            {file.isImage ? (
              <img src={`/api/attachments/${file.id}`} alt="" loading="lazy" />
            ) : (
              <Paperclip aria-hidden />
            )}
            <span dir="auto" className="truncate">
              {file.fileName}
            </span>
            <span className="text-muted">{formatBytes(file.size, locale)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
