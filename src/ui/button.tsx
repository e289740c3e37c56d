import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Looks {
  variant?: ButtonVariant;
  size?: 'md' | 'sm';
  /** As wide as what holds it. */
  wide?: boolean;
  /** Before the words. */
  icon?: ReactNode;
}

export type ButtonProps = Looks &
  Omit<ComponentProps<'button'>, 'disabled'> & {
    /** At work: a second press does nothing, the words stay. */
    pending?: boolean;
    disabled?: boolean;
  };

export function buttonClass({ variant = 'secondary', size, wide }: Looks, more?: string): string {
  return classNames(
    'button',
    `button-${variant}`,
    size === 'sm' && 'button-sm',
    wide && 'button-wide',
    more,
  )!;
}

/** A deed. `type` is `button` unless told otherwise; for forms there is `SubmitButton`. */
export function Button({
  variant,
  size,
  wide,
  icon,
  pending = false,
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled}
      aria-busy={pending || undefined}
      className={buttonClass({ variant, size, wide }, className)}
    >
      {icon}
      {children}
    </button>
  );
}

export type ButtonLinkProps = Looks & ComponentProps<'a'>;

/** Goes somewhere and looks like a deed. */
export function ButtonLink({
  variant,
  size,
  wide,
  icon,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <a {...rest} className={buttonClass({ variant, size, wide }, className)}>
      {icon}
      {children}
    </a>
  );
}
