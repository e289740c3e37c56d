import type { Piece } from '@/knowledge/search/highlight';

/** A text with what was looked for marked. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, isHit }, at) =>
    isHit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
  );
}
