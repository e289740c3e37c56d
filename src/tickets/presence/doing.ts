/** What a technician does on an open ticket. Pure: the page says and reads it. */
export const doings = ['looking', 'noting', 'replying'] as const;
export type Doing = (typeof doings)[number];

/** Somebody else on the ticket, once however many pages they have open. */
export interface PresentTechnician {
  id: string;
  name: string;
  doing: Doing;
}

/** Milliseconds between two signs of life of an open page. */
export const signEvery = 20_000;
