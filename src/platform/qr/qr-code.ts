import { frame, writeFormat } from './frame';
import { codeWords, room, versions } from './words';

/**
 * A QR code (ISO/IEC 18004, model 2) that says `text`: bytes at level M, which reads with 15 % of
 * it dirty. The dark squares by row and column, without the quiet zone of four squares that
 * belongs around it. Throws for more than 663 bytes.
 */
export function qrCode(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text);
  let version = 1;
  while (room(version) < bytes.length) {
    if (++version > versions) throw new Error('too long for a QR code');
  }
  const { dark, fixed } = frame(version);
  place(dark, fixed, codeWords(bytes, version));
  const drawn = masks.map((mask, number) => {
    const copy = dark.map((row, y) => row.map((is, x) => is !== (!fixed[y]![x] && mask(x, y))));
    writeFormat(copy, number);
    return copy;
  });
  return drawn.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
}

/** The same as the `d` of an SVG path, one unit a square, with the quiet zone: `size` wide. */
export function qrPath(text: string): { size: number; path: string } {
  const code = qrCode(text);
  const squares = code.flatMap((row, y) =>
    row.map((is, x) => (is ? `M${x + 4} ${y + 4}h1v1h-1z` : '')),
  );
  return { size: code.length + 8, path: squares.join('') };
}

/** Writes the bits two columns at a time, upwards and downwards in turns, from the right. */
function place(dark: boolean[][], fixed: boolean[][], words: number[]): void {
  const size = dark.length;
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5; // the column of the timing marks
    const upwards = ((right + 1) & 2) === 0;
    for (let down = 0; down < size; down++) {
      const y = upwards ? size - 1 - down : down;
      for (const x of [right, right - 1]) {
        if (fixed[y]![x] || at >= words.length * 8) continue;
        dark[y]![x] = ((words[at >>> 3]! >>> (7 - (at & 7))) & 1) === 1;
        at++;
      }
    }
  }
}

const masks: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** How hard a code is to read: long runs, blocks, what looks like a corner, too much of a colour. */
function penalty(code: boolean[][]): number {
  const rows = code.map((row) => row.map((is) => (is ? '1' : '0')).join(''));
  const columns = code.map((_, x) => rows.map((row) => row[x]).join(''));
  let points = 0;
  for (const line of [...rows, ...columns]) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2;
    points += 40 * [...line.matchAll(/(?=00001011101|10111010000)/g)].length;
  }
  for (let y = 1; y < rows.length; y++) {
    for (let x = 1; x < rows.length; x++) {
      const four = rows[y]!.slice(x - 1, x + 1) + rows[y - 1]!.slice(x - 1, x + 1);
      if (four === '0000' || four === '1111') points += 3;
    }
  }
  const share = rows.join('').replaceAll('0', '').length / rows.length ** 2;
  return points + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}
