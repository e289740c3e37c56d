/** Spans of work a day, holidays a tenant. Pure: forms ask for them too. */
export const mostSpans = 6;
export const mostHolidays = 200;

/** Minutes; a year around the clock: what lies further ahead promises nothing. */
export const longestTarget = 525_600;
