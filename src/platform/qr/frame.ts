export interface Frame {
  /** By row and column. */
  dark: boolean[][];
  /** Squares that no data and no mask touches. */
  fixed: boolean[][];
}

export const sizeOf = (version: number) => version * 4 + 17;

/** What is the same in every code of this size: corners, marks, timing, the version. */
export function frame(version: number): Frame {
  const size = sizeOf(version);
  const dark = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const fixed = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const set = (x: number, y: number, is: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    dark[y]![x] = is;
    fixed[y]![x] = true;
  };
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const square = (cx: number, cy: number, reach: number, light: number) => {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        set(cx + dx, cy + dy, ring !== light && ring !== 4);
      }
    }
  };
  const at = marksOf(version);
  const last = at.length - 1;
  for (const [i, y] of at.entries()) {
    for (const [j, x] of at.entries()) {
      const inCorner = (i === 0 && (j === 0 || j === last)) || (i === last && j === 0);
      if (!inCorner) square(x, y, 2, 1);
    }
  }
  square(3, 3, 4, 2);
  square(size - 4, 3, 4, 2);
  square(3, size - 4, 4, 2);
  for (const [x, y] of formatSquares(size)) set(x, y, false);
  set(8, size - 8, true);
  if (version >= 7) {
    const bits = (version << 12) | checked(version, 12, 0x1f25);
    for (let bit = 0; bit < 18; bit++) {
      const [a, b] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      set(a, b, ((bits >>> bit) & 1) === 1);
      set(b, a, ((bits >>> bit) & 1) === 1);
    }
  }
  return { dark, fixed };
}

function marksOf(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const rest = Array.from({ length: count - 1 }, (_, at) => sizeOf(version) - 7 - at * step);
  return [6, ...rest.reverse()];
}

/** Says level M (00) and which mask was laid over the code, in both places. */
export function writeFormat(dark: boolean[][], mask: number): void {
  const bits = ((mask << 10) | checked(mask, 10, 0x537)) ^ 0x5412;
  for (const [at, [x, y]] of formatSquares(dark.length).entries()) {
    dark[y]![x] = ((bits >>> (at % 15)) & 1) === 1;
  }
}

/** Where the 15 bits of the format stand, the lowest first; then where they stand again. */
function formatSquares(size: number): [x: number, y: number][] {
  const beside = (at: number): number => (at < 6 ? at : at + 1);
  return [
    ...Array.from({ length: 8 }, (_, at): [number, number] => [8, beside(at)]),
    ...Array.from({ length: 7 }, (_, at): [number, number] => [beside(6 - at), 8]),
    ...Array.from({ length: 8 }, (_, at): [number, number] => [size - 1 - at, 8]),
    ...Array.from({ length: 7 }, (_, at): [number, number] => [8, size - 7 + at]),
  ];
}

/** A number's check bits: the remainder of `value` by a generator of `degree`. */
function checked(value: number, degree: number, generator: number): number {
  let rest = value;
  for (let at = 0; at < degree; at++) rest = (rest << 1) ^ ((rest >>> (degree - 1)) * generator);
  return rest;
}
