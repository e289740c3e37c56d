'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/empty-state';
import { Page } from '@/ui/page';
import { useUiTexts } from '@/ui/ui-texts';

/** A fault of ours on one page: the frame stays, the reference finds it in the log. */
export default function PageFailed({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const t = useTranslations();
  const ui = useUiTexts();
  return (
    <Page width="narrow">
      <ErrorState
        title={t('console.failed.title')}
        why={t('console.failed.why')}
        next={t('console.failed.next')}
        reference={error.digest}
        referenceLabel={ui.reference}
        action={
          <Button variant="primary" onClick={retry}>
            {ui.retry}
          </Button>
        }
      />
    </Page>
  );
}
