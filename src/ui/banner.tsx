import type { ReactNode } from 'react';
import { Notice } from './notice';
import type { Tone } from './status-pill';

/** An announcement over the whole width. */
export function Banner({
  tone = 'info',
  title,
  action,
  label,
  children,
}: {
  tone?: Tone;
  title?: ReactNode;
  action?: ReactNode;
  /** The region's name for screen readers. */
  label: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={label}>
      <Notice tone={tone} title={title} action={action} className="announcement">
        {children}
      </Notice>
    </section>
  );
}
