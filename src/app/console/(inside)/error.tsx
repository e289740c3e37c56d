'use client';

import { useErrorTexts } from '@/app/portal/_frame/error-texts';
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
  const { title, why, next } = useErrorTexts();
  const ui = useUiTexts();
  return (
    <Page width="narrow">
      <ErrorState
        title={title}
        why={why}
        next={next}
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
