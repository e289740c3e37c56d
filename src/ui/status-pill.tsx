import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { pillColour } from './pill-colour';

export type Tone = 'neutral' | 'info' | 'accent' | 'success' | 'warning' | 'danger';

/**
 * A state: shape, colour and word together. `soft` gives it a ground of its own, `colour` one of
 * one's own choice in place of the tone's.
 */
export function StatusPill({
  tone = 'neutral',
  soft,
  colour,
  className,
  children,
}: {
  tone?: Tone;
  soft?: boolean;
  colour?: string | null;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={classNames('pill', `tone-${tone}`, soft && 'pill-soft', className)}
      style={pillColour(colour)}
    >
      <span className="pill-words">{children}</span>
    </span>
  );
}

/** A count or a short word beside something. */
export function Badge({
  tone = 'neutral',
  className,
  children,
}: {
  tone?: Tone;
  className?: string;
  children: ReactNode;
}) {
  return <span className={classNames('badge', `tone-${tone}`, className)}>{children}</span>;
}
