/** One thing that `doctor` looked at. A `fault` needs a hand: the command exits with 1. */
export interface Finding {
  what: string;
  state: 'ok' | 'note' | 'fault';
  says: string;
}

export const ok = (what: string, says: string): Finding => ({ what, state: 'ok', says });
export const note = (what: string, says: string): Finding => ({ what, state: 'note', says });
export const fault = (what: string, says: string): Finding => ({ what, state: 'fault', says });
