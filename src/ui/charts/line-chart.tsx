import { ChartFrame, height, seriesClass, stepWidth } from './chart-frame';
import { type ChartProps, type ChartSeries, saidOf, topOf } from './chart-series';

/** How something goes over time; a step without a value interrupts its line. No script. */
export function LineChart(chart: ChartProps) {
  const { steps, series } = chart;
  const top = topOf(chart);
  return (
    <ChartFrame {...chart} lines>
      {series.map((one, at) =>
        piecesOf(one, top).map((points) => (
          <polyline
            key={`${one.name} ${points[0]}`}
            points={points.join(' ')}
            className={`chart-line ${seriesClass(at)}`}
          />
        )),
      )}
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
        </g>
      ))}
    </ChartFrame>
  );
}

/** A line for each run of values, as points; one that stands alone is a short dash. */
function piecesOf({ values }: ChartSeries, top: number): string[][] {
  const pieces: string[][] = [];
  let piece: string[] = [];
  for (const [step, value] of values.entries()) {
    const next = values[step + 1];
    if (value === null) continue;
    const y = (height - (value / top) * height).toFixed(1);
    const middle = step * stepWidth + stepWidth / 2;
    piece.push(`${middle},${y}`);
    if (next !== null && next !== undefined) continue;
    if (piece.length === 1) piece = [`${middle - 3},${y}`, `${middle + 3},${y}`];
    pieces.push(piece);
    piece = [];
  }
  return pieces;
}
