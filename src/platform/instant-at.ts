import { zoneOffset } from './zone-offset';

const day = 86_400_000;

/**
 * The instant at which the clocks in a time zone show a time, as a field for one holds it
 * (`2026-03-29T09:30`). A time that they skip is as much later as they skip; of one that they show
 * twice it is the first. Undefined for what is no time. Pure: forms use it too.
 */
export function instantAt(local: string, timeZone: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local)) return undefined;
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return undefined;
  const offsets = [zoneOffset(wanted - day, timeZone), zoneOffset(wanted + day, timeZone)];
  const shown = offsets.find((offset) => zoneOffset(wanted - offset, timeZone) === offset);
  return new Date(wanted - (shown ?? offsets[0]!));
}
