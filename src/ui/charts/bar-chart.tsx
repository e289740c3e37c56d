import { ChartFrame, height, seriesClass, stepWidth } from './chart-frame';
import { type ChartProps, saidOf, topOf } from './chart-series';

const gap = 2;

/** Counts, a group of bars a step. Drawn on the server; no script. */
export function BarChart(chart: ChartProps) {
  const { steps, series } = chart;
  const top = topOf(chart);
  const width = (stepWidth - gap) / series.length;
  return (
    <ChartFrame {...chart}>
      {steps.map((name, step) => (
        <g key={name} className="chart-step">
          <title>{saidOf(chart, step)}</title>
          <rect
            x={step * stepWidth}
            y="0"
            width={stepWidth}
            height={height}
            className="chart-hit"
          />
          {series.map(({ name: of, values }, at) => {
            const tall = ((values[step] ?? 0) / top) * height;
            return (
              <rect
                key={of}
                x={step * stepWidth + gap / 2 + at * width}
                y={height - tall}
                width={width}
                height={tall}
                className={seriesClass(at)}
              />
            );
          })}
        </g>
      ))}
    </ChartFrame>
  );
}
