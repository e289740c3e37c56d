'use client';

import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/empty-state';
import { Page } from '@/ui/page';
import { useUiTexts } from '@/ui/ui-texts';
import { useErrorTexts } from './_frame/error-texts';

/** The page broke: `digest` is the reference under which the server's log tells why. */
export default function BrokenPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const texts = useErrorTexts();
  const ui = useUiTexts();
  return (
    <Page width="narrow">
      <title>{texts.title}</title>
      <ErrorState
        title={texts.title}
        why={texts.why}
        next={texts.next}
        reference={error.digest}
        referenceLabel={ui.reference}
        action={
          <Button variant="primary" onClick={() => retry()}>
            {ui.retry}
          </Button>
        }
      />
    </Page>
  );
}
