import 'server-only';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { databaseFigures } from '@/platform/db';
import { handshakeFigures } from './tls-figures';

/** Seconds; the last bucket is +Inf. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

interface Durations {
  counts: number[];
  sum: number;
  count: number;
}

/** What one process knows of itself; plain data, so that a worker can send it to another. */
export interface Figures {
  requests: Record<string, number>;
  durations: Record<string, Durations>;
  /** TLS, by outcome. */
  handshakes: Record<string, number>;
  values: Record<string, number>;
}

const requests: Record<string, number> = {};
const durations: Record<string, Durations> = {};
const delay = monitorEventLoopDelay({ resolution: 20 });
delay.enable();

/** `face` is a `Face`, `public` (kept for everybody), `static`, `probe` or `none`. */
export function countRequest(face: string, status: number, seconds: number): void {
  const series = `face="${face}",status="${Math.floor(status / 100)}xx"`;
  requests[series] = (requests[series] ?? 0) + 1;
  const own = durations[face] ?? { counts: buckets.map(() => 0), sum: 0, count: 0 };
  durations[face] = own;
  own.sum += seconds;
  own.count++;
  const bucket = buckets.findIndex((limit) => seconds <= limit);
  if (bucket !== -1) own.counts[bucket]!++;
}

/** `open` is what the listener holds at this moment; `contexts` there are where HTTPS is served. */
export function collectFigures(open: {
  connections: number;
  requests: number;
  contexts?: { hits: number; misses: number; size: number };
  /** What is kept for everybody who is signed out. */
  publicPages?: { pages: number; bytes: number };
}): Figures {
  const database = databaseFigures();
  const memory = process.memoryUsage();
  const cpu = process.cpuUsage();
  const lag = delay.percentile(99) / 1e9;
  delay.reset();
  return {
    requests,
    durations,
    handshakes: open.contexts ? handshakeFigures() : {},
    values: {
      process_resident_memory_bytes: memory.rss,
      nodejs_heap_used_bytes: memory.heapUsed,
      nodejs_external_bytes: memory.external + memory.arrayBuffers,
      process_cpu_seconds_total: (cpu.user + cpu.system) / 1e6,
      process_uptime_seconds: process.uptime(),
      nodejs_eventloop_lag_p99_seconds: Number.isFinite(lag) ? lag : 0,
      servicedesk_http_connections: open.connections,
      servicedesk_http_requests_under_way: open.requests,
      servicedesk_database_transactions_total: database.transactions,
      servicedesk_database_round_trips_total: database.roundTrips,
      servicedesk_database_connections: database.connections,
      servicedesk_database_connections_idle: database.idle,
      servicedesk_database_waiting: database.waiting,
      servicedesk_database_away: Number(database.away),
      ...(open.contexts && {
        servicedesk_sni_cache_hits_total: open.contexts.hits,
        servicedesk_sni_cache_misses_total: open.contexts.misses,
        servicedesk_sni_cache_size: open.contexts.size,
      }),
      ...(open.publicPages && {
        servicedesk_public_pages: open.publicPages.pages,
        servicedesk_public_pages_bytes: open.publicPages.bytes,
      }),
    },
  };
}

/** Prometheus text, version 0.0.4; with several processes each series names its worker. */
export function metricsText(processes: { worker: number; figures: Figures }[]): string {
  const lines = new Map<string, string[]>();
  const many = processes.length > 1;
  for (const { worker, figures } of processes) {
    const own = many ? `worker="${worker}"` : '';
    for (const [name, value] of Object.entries(figures.values)) {
      put(lines, name, name.endsWith('_total') ? 'counter' : 'gauge', [[name, own, value]]);
    }
    for (const [name, counted] of [
      ['servicedesk_http_requests_total', figures.requests],
      ['servicedesk_tls_handshakes_total', figures.handshakes],
    ] as const) {
      for (const [series, value] of Object.entries(counted)) {
        put(lines, name, 'counter', [[name, join(series, own), value]]);
      }
    }
    for (const [face, one] of Object.entries(figures.durations)) {
      const name = 'servicedesk_http_request_duration_seconds';
      put(lines, name, 'histogram', histogram(name, join(`face="${face}"`, own), one));
    }
  }
  return [...lines.values()].flat().join('\n').concat('\n');
}

type Sample = [name: string, labels: string, value: number];

function histogram(name: string, labels: string, { counts, sum, count }: Durations): Sample[] {
  let below = 0;
  const steps = buckets.map((limit, at): Sample => {
    below += counts[at]!;
    return [`${name}_bucket`, `${labels},le="${limit}"`, below];
  });
  return [
    ...steps,
    [`${name}_bucket`, `${labels},le="+Inf"`, count],
    [`${name}_sum`, labels, sum],
    [`${name}_count`, labels, count],
  ];
}

function put(lines: Map<string, string[]>, name: string, type: string, samples: Sample[]) {
  const own = lines.get(name) ?? [`# TYPE ${name} ${type}`];
  lines.set(name, own);
  for (const [series, labels, value] of samples) {
    own.push(`${series}${labels && `{${labels}}`} ${value}`);
  }
}

const join = (...labels: string[]) => labels.filter(Boolean).join(',');
