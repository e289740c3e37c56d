import './figures.css';
import type { ReactNode } from 'react';

export interface Figure {
  key: string;
  label: ReactNode;
  value: ReactNode;
  /** What it is made of, or how it was before. */
  note?: ReactNode;
}

/** A few numbers that matter most, to be taken in at a glance. */
export function Figures({ items }: { items: readonly Figure[] }) {
  return (
    <dl className="figures">
      {items.map(({ key, label, value, note }) => (
        <div key={key} className="figure">
          <dt>{label}</dt>
          <dd>
            <span className="figure-value">{value}</span>
            {note && <span className="figure-note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
