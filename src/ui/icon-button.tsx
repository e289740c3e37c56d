import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button';
import { classNames } from './class-names';

/** A square button; `label` is its accessible name and its hint. */
export function IconButton({
  label,
  icon,
  variant = 'quiet',
  className,
  ...rest
}: Omit<ButtonProps, 'children' | 'icon' | 'wide'> & { label: string; icon: ReactNode }) {
  return (
    <Button
      title={label}
      {...rest}
      aria-label={label}
      variant={variant}
      className={classNames('icon-button', className)}
    >
      {icon}
    </Button>
  );
}
