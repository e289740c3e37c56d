import { decodeText } from './decode-text';

/** What a calendar file asks for (RFC 5545, 5546). Pure: who shows it needs the type. */
export interface Invitation {
  deed: 'invite' | 'cancel' | 'answer';
  title: string;
  location: string;
  start: EventTime;
  end: EventTime | null;
}

/** As the calendar’s owner reads it on their clock. */
export interface EventTime {
  /** `2026-11-27T14:00`, or `2026-11-27` of a whole day. */
  local: string;
  /** As their program calls it; null: of whoever reads it. */
  zone: string | null;
}

const longest = 200_000;

/** The first event of a calendar file; undefined where there is none that begins. */
export function readInvitation(bytes: Uint8Array): Invitation | undefined {
  const text = decodeText(bytes.subarray(0, longest), 'utf-8').replace(/\r?\n[ \t]/g, '');
  const lines = text.split(/\r?\n/);
  const from = lines.indexOf('BEGIN:VEVENT');
  if (from < 0) return undefined;
  const to = lines.indexOf('END:VEVENT', from);
  const event = lines.slice(from, to < 0 ? lines.length : to);
  const start = timeOf(event, 'DTSTART');
  if (!start) return undefined;
  const method = textOf(lines, 'METHOD').toUpperCase();
  const isCancelled = method === 'CANCEL' || textOf(event, 'STATUS').toUpperCase() === 'CANCELLED';
  return {
    deed: isCancelled ? 'cancel' : method === 'REPLY' || method === 'COUNTER' ? 'answer' : 'invite',
    title: textOf(event, 'SUMMARY'),
    location: textOf(event, 'LOCATION'),
    start,
    end: timeOf(event, 'DTEND') ?? null,
  };
}

const fieldOf = (lines: readonly string[], name: string) =>
  lines.find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`));

/** Behind the parameters, which may quote a colon; its escapes undone, on one line. */
function textOf(lines: readonly string[], name: string): string {
  const field = fieldOf(lines, name) ?? '';
  const value = /^[^:"]*(?:"[^"]*"[^:"]*)*:(.*)$/.exec(field)?.[1] ?? '';
  return value
    .replace(/\\([nN,;\\])/g, (_, sign: string) => (/n/i.test(sign) ? ' ' : sign))
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed();
}

function timeOf(lines: readonly string[], name: string): EventTime | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d{0,2}(Z?))?$/.exec(textOf(lines, name));
  if (!found) return undefined;
  const [, year, month, day, hour, minute, utc] = found;
  const date = `${year}-${month}-${day}`;
  if (Number.isNaN(Date.parse(date))) return undefined;
  const zone = /;TZID="?([^";:]{1,100})"?/.exec(fieldOf(lines, name) ?? '')?.[1] ?? null;
  return hour === undefined
    ? { local: date, zone: null }
    : { local: `${date}T${hour}:${minute}`, zone: utc ? 'UTC' : zone };
}
