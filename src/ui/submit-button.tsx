'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button';

/** Sends its form; shows that it is at work and then refuses a second press. */
export function SubmitButton({
  variant = 'primary',
  pending,
  pendingLabel,
  children,
  onClick,
  ...rest
}: Omit<ButtonProps, 'type'> & {
  /** Said in place of the label meanwhile: "Submitting…". */
  pendingLabel?: string;
}) {
  const status = useFormStatus();
  const busy = pending || status.pending;
  return (
    <Button
      {...rest}
      type="submit"
      variant={variant}
      pending={busy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && pendingLabel ? pendingLabel : children}
    </Button>
  );
}
