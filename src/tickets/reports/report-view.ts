import type { ReportPeriod } from './report-period';

/** Times are whole minutes, by the clock and not by business hours; null where there is nothing. */
export interface ReportFigures {
  opened: number;
  solved: number;
  /** Half of the first answers of the period took no longer, and nine of ten. */
  firstResponse: number | null;
  firstResponseMost: number | null;
  /** The same of the tickets that were solved in the period. */
  resolution: number | null;
  resolutionMost: number | null;
  /** Answers to the survey, and those of them that were good. */
  rated: number;
  satisfied: number;
  /** Tickets that were not opened because an article had the answer. */
  deflected: number;
}

/** One bar. */
export interface ReportBucket extends ReportFigures {
  /** Its first day: `2026-03-29`. */
  start: string;
  /** Tickets that were not solved at its end. */
  backlog: number;
}

export interface TicketReport {
  period: ReportPeriod;
  totals: ReportFigures & { backlog: number };
  buckets: ReportBucket[];
}

/** Of whom the figures are: a company, or a technician whose tickets they are. */
export interface ReportRow {
  id: string;
  name: string;
  opened: number;
  solved: number;
  /** Not solved now. */
  open: number;
  firstResponse: number | null;
  resolution: number | null;
  rated: number;
  satisfied: number;
}
