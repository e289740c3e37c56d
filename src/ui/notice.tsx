import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import type { Tone } from './status-pill';

/** A sentence that stands out by its tone and shape, inside the page. */
export function Notice({
  tone = 'neutral',
  title,
  action,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'div'>, 'title'> & {
  tone?: Tone;
  title?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div {...rest} className={classNames('notice', `tone-${tone}`, className)}>
      <div>
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
