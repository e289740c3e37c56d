'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import type { AnnouncementView } from '@/settings/announcements-now';
import { dismissedCookie } from '@/settings/dismissed-cookie';
import { Banner } from '@/ui/banner';
import { IconButton } from '@/ui/icon-button';
import { withDismissed } from './dismissed';

/** One announcement; what is urgent can't be put away. */
export function AnnouncementBanner({
  announcement: { id, tone, text, language },
  label,
  dismiss,
}: {
  announcement: AnnouncementView;
  label: string;
  dismiss: string;
}) {
  const [gone, setGone] = useState(false);
  if (gone) return null;
  function putAway() {
    const found = new RegExp(`(?:^|; )${dismissedCookie}=([^;]*)`).exec(document.cookie);
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${dismissedCookie}=${withDismissed(found?.[1], id)}; Path=/; SameSite=Lax${secure}`;
    setGone(true);
    document.getElementById('main')?.focus();
  }
  return (
    <Banner
      tone={tone}
      label={label}
      action={
        tone !== 'danger' && (
          <IconButton size="sm" label={dismiss} icon={<X aria-hidden />} onClick={putAway} />
        )
      }
    >
      <p lang={language} dir="auto" className="whitespace-pre-line break-words">
        {text}
      </p>
    </Banner>
  );
}
