import { getTranslations } from 'next-intl/server';
import { CopyButton } from '@/ui/copy-button';
import { Notice } from '@/ui/notice';

/** Where mail may be sent without a mailbox, and how to have it forwarded there. */
export async function BySmtp({ address }: { address: string | null }) {
  const t = await getTranslations();
  if (!address) return <Notice tone="info">{t('console.admin.mailboxes.smtpOff')}</Notice>;
  return (
    <div className="grid max-w-2xl gap-4">
      <div className="row">
        <code dir="ltr" className="row-main break-all font-mono">
          {address}
        </code>
        <CopyButton value={address} />
      </div>
      <p>{t('console.admin.mailboxes.smtpAny')}</p>
      <p>{t('console.admin.mailboxes.smtpForward')}</p>
    </div>
  );
}
