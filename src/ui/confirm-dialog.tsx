'use client';

import { type ReactNode, useState, useTransition } from 'react';
import { Button, type ButtonProps } from './button';
import { Dialog } from './dialog';
import { useUiTexts } from './ui-texts';

/**
 * Asks before a deed that can't be undone. `title` names the object ("Delete Acme GmbH?"),
 * `text` says what goes with it, `deed` repeats the verb. Stays open until `onConfirm` is done.
 */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  text,
  deed,
  variant = 'danger',
  onConfirm,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  text: ReactNode;
  deed: string;
  variant?: ButtonProps['variant'];
  onConfirm: () => void | Promise<void>;
}) {
  const texts = useUiTexts();
  const [pending, start] = useTransition();
  return (
    <Dialog
      alert
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      text={text}
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>{texts.cancel}</Button>
          <Button
            variant={variant}
            pending={pending}
            onClick={() => {
              if (pending) return;
              start(async () => {
                await onConfirm();
                onOpenChange(false);
              });
            }}
          >
            {deed}
          </Button>
        </>
      }
    />
  );
}

/** A button that asks first. */
export function ConfirmButton({
  title,
  text,
  deed,
  onConfirm,
  variant = 'danger',
  ...button
}: Omit<ButtonProps, 'title' | 'onClick'> & {
  title: ReactNode;
  text: ReactNode;
  deed: string;
  onConfirm: () => void | Promise<void>;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...button} variant="secondary" onClick={() => setOpen(true)} />
      <ConfirmDialog {...{ open, title, text, deed, variant, onConfirm }} onOpenChange={setOpen} />
    </>
  );
}
