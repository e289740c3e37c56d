import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Drawing, type DrawingName } from './drawing';

/** An empty list teaches: what would stand here, and the first step towards it. */
export function EmptyState({
  title,
  text,
  action,
  drawing,
  level = 2,
}: {
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
  drawing?: DrawingName;
  level?: 1 | 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className={classNames('empty', !drawing && 'empty-plain')}>
      {drawing && <Drawing name={drawing} className="empty-drawing" />}
      <Heading>{title}</Heading>
      {text && <div className="empty-text">{text}</div>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  );
}

/** What happened, why, what to do next, and the reference that stands in the log. */
export function ErrorState({
  title,
  why,
  next,
  reference,
  referenceLabel,
  action,
  drawing = 'broken',
  level = 1,
}: {
  title: ReactNode;
  why?: ReactNode;
  next?: ReactNode;
  reference?: string;
  referenceLabel?: string;
  /** A retry button, a link home. */
  action?: ReactNode;
  drawing?: DrawingName;
  level?: 1 | 2 | 3;
}) {
  return (
    <EmptyState
      drawing={drawing}
      level={level}
      title={title}
      text={
        <>
          {why && <p>{why}</p>}
          {next && <p>{next}</p>}
          {reference && (
            <p className="mt-2 text-sm">
              {referenceLabel} <span className="reference">{reference}</span>
            </p>
          )}
        </>
      }
      action={action}
    />
  );
}
