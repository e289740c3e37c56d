import 'server-only';

export type HandshakeOutcome = 'ok' | 'unknown_name' | 'failed';

const handshakes: Record<HandshakeOutcome, number> = { ok: 0, unknown_name: 0, failed: 0 };

export function countHandshake(outcome: HandshakeOutcome): void {
  handshakes[outcome]++;
}

/** By the labels of their series. */
export function handshakeFigures(): Record<string, number> {
  return Object.fromEntries(
    Object.entries(handshakes).map(([outcome, count]) => [`outcome="${outcome}"`, count]),
  );
}
