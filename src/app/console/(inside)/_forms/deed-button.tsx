'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState, useTransition } from 'react';
import type { FormAction } from '@/ui/action-state';
import { Button, type ButtonProps } from '@/ui/button';
import { FieldHelp } from '@/ui/field';
import { Notice } from '@/ui/notice';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from './perform';

/** A button that calls an action at once and says what came of it. */
export function DeedButton<T>({
  action,
  fields,
  onSuccess,
  done,
  help,
  reason,
  children,
  ...button
}: Omit<ButtonProps, 'onClick' | 'pending' | 'action'> & {
  action: FormAction<T>;
  fields: Record<string, string>;
  onSuccess?: (value: T) => void;
  /** Said beside the button once it has worked. */
  done?: ReactNode;
  help?: ReactNode;
  /** Why it can't be done now: the button stays, disabled. */
  reason?: string;
}) {
  const router = useRouter();
  const texts = useUiTexts();
  const [pending, start] = useTransition();
  const [answer, setAnswer] = useState<{ ok: boolean; message?: string }>();
  function run() {
    if (pending) return;
    start(async () => {
      const next = await perform(action, fields, texts.unreachable);
      setAnswer(next.ok ? { ok: true } : { ok: false, message: next.message });
      if (!next.ok) return;
      onSuccess?.(next.value);
      if (next.go) router.push(next.go);
    });
  }
  return (
    <div className="grid justify-items-start gap-2">
      <Button {...button} disabled={reason !== undefined} pending={pending} onClick={run}>
        {children}
      </Button>
      <p role="status" className={answer?.ok && done ? undefined : 'sr-only'}>
        {answer?.ok && done}
      </p>
      {(reason ?? help) && !(answer?.ok && done) && <FieldHelp>{reason ?? help}</FieldHelp>}
      {answer?.ok === false && (
        <Notice tone="danger" role="alert">
          {answer.message}
        </Notice>
      )}
    </div>
  );
}
