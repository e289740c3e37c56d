'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Notice } from '@/ui/notice';

/** Ten codes, this once: to be copied, downloaded, or written down. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useTranslations();
  return (
    <Notice tone="success" role="status" title={t('console.security.codesTitle')}>
      <p>{t('console.security.codesOnce')}</p>
      <ul className="my-3 grid gap-x-6 gap-y-1 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="button-group">
        <CopyButton value={codes.join('\n')} of={t('console.security.copyCodes')} />
        <Button size="sm" icon={<Download aria-hidden />} onClick={() => download(codes)}>
          {t('console.security.downloadCodes')}
        </Button>
        <Button size="sm" variant="primary" onClick={onKept}>
          {t('console.security.codesKept')}
        </Button>
      </div>
    </Notice>
  );
}

function download(codes: string[]) {
  const url = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `recovery-codes-${window.location.hostname}.txt`;
  link.click();
  URL.revokeObjectURL(url);
}
