import { classNames } from './class-names';

/** A line of text to come. `width` in CSS units. */
export function SkeletonLine({ width = '60%', className }: { width?: string; className?: string }) {
  return <span className={classNames('skeleton', className)} style={{ inlineSize: width }} />;
}

const widths = ['72%', '48%', '64%', '56%', '80%', '42%'];

/** A list to come: rows of the height that the real ones have, so that nothing jumps. */
export function SkeletonList({ rows = 6, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="rows">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="row">
          <SkeletonLine width="1.25rem" />
          <span className="row-main">
            <SkeletonLine width={widths[row % widths.length]} />
          </span>
          <SkeletonLine width="4rem" />
        </div>
      ))}
    </div>
  );
}
