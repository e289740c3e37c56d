import 'server-only';
import { clock } from '@/platform/clock';
import { listen } from '@/platform/notify';
import { shared } from '@/platform/shared';
import { type Doing, doings, type PresentTechnician, signEvery } from './doing';

/** What travels to every process when an open page gives a sign of life. */
export interface PresenceSign {
  tenantId: string;
  number: number;
  technician: { id: string; name: string };
  /** Of the page: one person may have several open. */
  page: string;
  doing: Doing | 'leaving';
}

interface OpenPage {
  technician: PresenceSign['technician'];
  doing: Doing;
  until: number;
}

type Listener = (sign: PresenceSign) => void;

/** A page that was heard of this long ago (ms) is gone: two signs were lost and more. */
const lifetime = 2.5 * signEvery;

/**
 * Who has which ticket open, as this process has heard: nothing is written down, and what is not
 * said again is forgotten. A process that has just started knows all after `signEvery`.
 */
class Presence {
  readonly #pages = new Map<string, Map<string, OpenPage>>();
  readonly #listeners = new Set<Listener>();
  #sweepAt = 0;

  /** Keeps a sign, and tells who listens where others see something new in it. */
  hear(sign: PresenceSign): void {
    const now = clock.now().getTime();
    this.#sweep(now);
    const ticket = ticketOf(sign);
    const pages = this.#pages.get(ticket) ?? new Map<string, OpenPage>();
    const page = `${sign.technician.id} ${sign.page}`;
    const before = pages.get(page);
    if (!before && pages.size >= mostPages) return;
    const { technician, doing } = sign;
    if (doing === 'leaving') pages.delete(page);
    else pages.set(page, { technician, doing, until: now + lifetime });
    if (pages.size > 0) this.#pages.set(ticket, pages);
    else this.#pages.delete(ticket);
    const was = before && before.until > now ? before.doing : 'leaving';
    if (was !== doing) for (const listener of this.#listeners) listener(sign);
  }

  /** Everybody on the ticket but `me`, by name. Of several pages the busiest counts. */
  others(tenantId: string, number: number, me: string): PresentTechnician[] {
    const now = clock.now().getTime();
    const people = new Map<string, PresentTechnician>();
    for (const { technician, doing, until } of this.#pages
      .get(ticketOf({ tenantId, number }))
      ?.values() ?? []) {
      if (until <= now || technician.id === me) continue;
      const known = people.get(technician.id)?.doing ?? 'looking';
      const busier = doings.indexOf(doing) > doings.indexOf(known) ? doing : known;
      people.set(technician.id, { ...technician, doing: busier });
    }
    return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Calls `listener` whenever somebody comes, goes or does something else. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #sweep(now: number): void {
    if (now < this.#sweepAt) return;
    this.#sweepAt = now + lifetime;
    for (const [ticket, pages] of this.#pages) {
      for (const [page, { until }] of pages) if (until <= now) pages.delete(page);
      if (pages.size === 0) this.#pages.delete(ticket);
    }
  }
}

/** On one ticket: nobody reads a longer list, and nobody fills the memory with one. */
const mostPages = 200;

const ticketOf = ({ tenantId, number }: Pick<PresenceSign, 'tenantId' | 'number'>) =>
  `${tenantId} ${number}`;

/** The one of this process. It begins to listen when it is first asked for. */
export function presence(): Presence {
  return shared('presence', () => {
    const made = new Presence();
    listen('servicedesk_presence', (sign) => made.hear(sign as PresenceSign));
    return made;
  });
}
