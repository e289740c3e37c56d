/** Runs what it is given, so many at once at most; the others wait for their turn, in order. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

export function gate(most: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside < most) inside++;
    else await new Promise<void>((admit) => waiting.push(admit));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next)
        next(); // takes the place that is left here
      else inside--;
    }
  };
}
