'use client';

import { type ReactNode, useState, useTransition } from 'react';
import type { FormAction } from '@/ui/action-state';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from './perform';

/** A quiet button that asks the server once it is pressed, and shows the answer in a dialog. */
export function AskInDialog<T>({
  action,
  fields,
  icon,
  button,
  title,
  text,
  children,
}: {
  action: FormAction<T>;
  fields: Record<string, string>;
  icon: ReactNode;
  button: string;
  title: string;
  text: string;
  children: (found: T) => ReactNode;
}) {
  const texts = useUiTexts();
  const [pending, start] = useTransition();
  const [found, setFound] = useState<{ value: T }>();
  const [failure, setFailure] = useState<string>();
  const ask = () =>
    start(async () => {
      const answer = await perform(action, fields, texts.unreachable);
      setFailure(answer.ok ? undefined : answer.message);
      if (answer.ok) setFound({ value: answer.value });
    });
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        icon={icon}
        pending={pending}
        onClick={() => !pending && ask()}
      >
        {button}
      </Button>
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <Dialog
        open={found !== undefined}
        onOpenChange={() => setFound(undefined)}
        title={title}
        text={text}
      >
        {found && children(found.value)}
      </Dialog>
    </>
  );
}
