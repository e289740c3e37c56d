/** One thing that a chart shows, a value a step. Null: there is none. */
export interface ChartSeries {
  name: string;
  values: readonly (number | null)[];
}

export interface ChartProps {
  /** What is seen, for who does not see it. */
  title: string;
  description: string;
  /** What the steps are called, such as days. */
  steps: readonly string[];
  /** One or two: the first is filled, the second is drawn in outline. */
  series: readonly ChartSeries[];
  /** Says a value. */
  format: (value: number) => string;
  /** The top of the scale for the highest value. */
  top: (highest: number) => number;
}

/** The scale of a chart: its highest value at the top. */
export function topOf({ series, top }: Pick<ChartProps, 'series' | 'top'>): number {
  return top(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
}

/** What a step says where somebody points at it. */
export function saidOf({ steps, series, format }: ChartProps, step: number): string {
  const said = series.flatMap(({ name, values }) => {
    const value = values[step];
    return value === null || value === undefined ? [] : [`${name}: ${format(value)}`];
  });
  return [steps[step], ...said].join('\n');
}
