/** How long something took, in the unit in which one would say it: minutes, hours or days. */
export function formatSpan(minutes: number, locale: string): string {
  const [unit, count] = unitOf(minutes);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: count < 10 && unit !== 'minute' ? 1 : 0,
  }).format(count);
}

/** The least round span that is not shorter, for the top of a scale. */
export function roundSpan(minutes: number): number {
  const [unit, count] = unitOf(minutes);
  const size = { minute: 1, hour: 60, day: 1440 }[unit];
  return (rounds[unit].find((one) => one >= count) ?? roundUp(count)) * size;
}

function unitOf(minutes: number): ['minute' | 'hour' | 'day', number] {
  if (minutes < 90) return ['minute', minutes];
  if (minutes < 2_880) return ['hour', minutes / 60];
  return ['day', minutes / 1440];
}

const rounds = {
  minute: [10, 20, 30, 60, 90],
  hour: [2, 4, 6, 12, 24, 48],
  day: [4, 6, 10, 14, 20, 30, 40, 60, 90],
};

/** The least of 2, 4, 6, 10, 20, 40 … that is not smaller: half of it is a whole number too. */
export function roundUp(count: number): number {
  if (count <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(count - 1));
  return [2, 4, 6, 10].map((one) => one * power).find((one) => one >= count) ?? count;
}
