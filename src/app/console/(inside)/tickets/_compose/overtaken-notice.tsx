'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { TimeAgo } from '@/ui/time-ago';

/** The newest reply or note of somebody else. */
export interface LatestMessage {
  id: string;
  name: string;
  body: string;
  at: Date;
}

/** Shows what somebody else wrote meanwhile, before what one writes oneself leaves. */
export function OvertakenNotice({
  latest,
  style,
  onLook,
  onSendAnyway,
}: {
  latest: LatestMessage;
  style: { locale: string; timeZone: string };
  onLook: () => void;
  /** Left out: nothing is held back. */
  onSendAnyway?: () => void;
}) {
  const t = useTranslations();
  return (
    <Notice tone="warning" role="status" className="overtaken">
      <p>
        {t('console.compose.overtaken', { name: latest.name })}{' '}
        <TimeAgo at={latest.at} {...style} className="text-muted" />
      </p>
      <blockquote dir="auto">{latest.body}</blockquote>
      <div className="flex flex-wrap items-center gap-3">
        <a href={`#${latest.id}`} className="link" onClick={onLook}>
          {t('console.compose.showNew')}
        </a>
        {onSendAnyway && (
          <Button size="sm" onClick={onSendAnyway}>
            {t('console.compose.sendAnyway')}
          </Button>
        )}
      </div>
    </Notice>
  );
}
