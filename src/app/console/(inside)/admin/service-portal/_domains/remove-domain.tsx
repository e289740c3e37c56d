'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { releaseDomainAction } from './actions';

/** Tells the page, with the host in `detail`, once the card of a removed host has gone. */
export const removedEvent = 'domain:removed';

/** Removes a host, after a question. */
export function RemoveDomain({
  host,
  unicodeHost,
  reason,
}: {
  host: string;
  unicodeHost: string;
  reason?: string;
}) {
  const t = useTranslations();
  const isRemoved = useRef(false);
  useEffect(
    () => () => {
      if (!isRemoved.current) return;
      window.dispatchEvent(new CustomEvent<string>(removedEvent, { detail: unicodeHost }));
    },
    [unicodeHost],
  );
  return (
    <ConfirmDeed
      action={releaseDomainAction}
      fields={{ host }}
      button={t('console.admin.domains.remove')}
      title={t('console.admin.domains.removeTitle', { host: unicodeHost })}
      text={t('console.admin.domains.removeText')}
      reason={reason}
      onSuccess={() => {
        isRemoved.current = true;
      }}
      size="sm"
    />
  );
}
