'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useId, useState } from 'react';
import type { FormAction } from '@/ui/action-state';
import { Button, type ButtonProps } from '@/ui/button';
import { ConfirmButton } from '@/ui/confirm-dialog';
import { FieldHelp } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from './perform';

/**
 * A button of a deed that asks first and then calls its action. With a `reason` against it the
 * button stays, disabled, and says why.
 */
export function ConfirmDeed<T>({
  action,
  fields,
  button,
  title,
  text,
  deed = button,
  variant,
  size,
  reason,
  onSuccess,
}: {
  action: FormAction<T>;
  fields: Record<string, string>;
  button: string;
  title: ReactNode;
  text: ReactNode;
  /** On the button that does it; the words of the first button where they serve. */
  deed?: string;
  variant?: ButtonProps['variant'];
  size?: ButtonProps['size'];
  reason?: string;
  onSuccess?: (value: T) => void;
}) {
  const router = useRouter();
  const texts = useUiTexts();
  const reasonId = useId();
  const [failure, setFailure] = useState<string>();
  if (reason) {
    return (
      <div className="grid justify-items-start gap-2">
        <Button size={size} disabled aria-describedby={reasonId}>
          {button}
        </Button>
        <FieldHelp id={reasonId}>{reason}</FieldHelp>
      </div>
    );
  }
  return (
    <div className="grid justify-items-start gap-2">
      <ConfirmButton
        {...{ title, text, deed, variant, size }}
        onConfirm={async () => {
          const answer = await perform(action, fields, texts.unreachable);
          setFailure(answer.ok ? undefined : answer.message);
          if (!answer.ok) return;
          onSuccess?.(answer.value);
          if (answer.go) router.push(answer.go);
        }}
      >
        {button}
      </ConfirmButton>
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
    </div>
  );
}
