/** The time, in one place, so that a test can move it. */
export const clock = { now: (): Date => new Date() };

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
export const days = (count: number): number => count * 86_400_000;
