/** One list: when → which verb. A payload holds ids only. */
export const jobs = {} satisfies Record<string, (payload: unknown) => Promise<void>>;

/** graphile-worker's crontab: minute hour day month weekday, then a name of `jobs`. */
export const crontab = '';
