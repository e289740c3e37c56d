import './chart.css';
import { type ReactNode, useId } from 'react';
import { classNames } from '@/ui/class-names';
import { type ChartProps, topOf } from './chart-series';

/** Of a step, in the units of the drawing; its height is a hundred of them. */
export const stepWidth = 12;
export const height = 100;

/**
 * Scale, steps and legend around a drawing, which is stretched to the width there is: words stand
 * outside of it, so that they are never stretched nor too small to read.
 */
export function ChartFrame({
  children,
  lines = false,
  ...chart
}: ChartProps & {
  children: ReactNode;
  /** They are lines, and no bars. */
  lines?: boolean;
}) {
  const { title, description, steps, series, format } = chart;
  const id = useId();
  const top = topOf(chart);
  const width = steps.length * stepWidth;
  const shown = [...new Set([0, Math.floor((steps.length - 1) / 2), steps.length - 1])];
  return (
    <div className="chart">
      {series.length > 1 && (
        <ul className={classNames('chart-legend', lines && 'chart-legend-lines')} aria-hidden>
          {series.map(({ name }, at) => (
            <li key={name} className={seriesClass(at)}>
              {name}
            </li>
          ))}
        </ul>
      )}
      <div className="chart-plot" dir="ltr">
        <div className="chart-scale" aria-hidden>
          <span>{format(top)}</span>
          <span>{format(top / 2)}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-labelledby={`${id}-title ${id}-description`}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-description`}>{description}</desc>
          {[0, height / 2, height].map((y) => (
            <line key={y} x1="0" x2={width} y1={y} y2={y} className="chart-grid" />
          ))}
          {children}
        </svg>
        <div className="chart-steps" aria-hidden>
          {shown.map((step) => (
            <span key={step}>{steps[step]}</span>
          ))}
        </div>
      </div>
    </div>
  );
}

export const seriesClass = (at: number) => (at === 0 ? 'chart-first' : 'chart-second');
