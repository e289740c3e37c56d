/** By version from 1, for level M: bytes of correction in a block, and how many blocks. */
const correction = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
] as const;
const blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16] as const;

/** The largest version that is drawn here. */
export const versions = blocks.length;

/** Squares that are left for data and correction, in whole bytes. */
function capacity(version: number): number {
  let squares = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const marks = Math.floor(version / 7) + 2;
    squares -= (25 * marks - 10) * marks - 55;
    if (version >= 7) squares -= 36;
  }
  return Math.floor(squares / 8);
}

const dataWords = (version: number) =>
  capacity(version) - correction[version - 1]! * blocks[version - 1]!;

/** Bytes of text: the rest says that they are bytes and how many. */
export const room = (version: number) => dataWords(version) - (version < 10 ? 2 : 3);

/** Everything that is written into the free squares. Data in blocks, each with its correction; then a byte of each block in turns. */
export function codeWords(bytes: Uint8Array, version: number): number[] {
  const data = withLength(bytes, version);
  const count = blocks[version - 1]!;
  const extra = correction[version - 1]!;
  const short = Math.floor(data.length / count);
  const shorts = count - (data.length % count);
  const generator = generatorOf(extra);
  const parts = Array.from({ length: count }, (_, at) => {
    const start = at * short + Math.max(0, at - shorts);
    const own = [...data.slice(start, start + short + (at < shorts ? 0 : 1))];
    return { own, ecc: remainder(own, generator) };
  });
  const turns = (pick: (part: (typeof parts)[number]) => number[]) =>
    Array.from({ length: Math.max(...parts.map((part) => pick(part).length)) }, (_, at) =>
      parts.flatMap((part) => pick(part)[at] ?? []),
    ).flat();
  return [...turns((part) => part.own), ...turns((part) => part.ecc)];
}

function withLength(bytes: Uint8Array, version: number): Uint8Array {
  const length = version < 10 ? 8 : 16;
  const bits = [0b0100, bytes.length, ...bytes]
    .map((value, at) => value.toString(2).padStart(at === 0 ? 4 : at === 1 ? length : 8, '0'))
    .join('');
  const words = dataWords(version);
  const padded = bits.padEnd(Math.min(bits.length + 4, words * 8), '0');
  const whole = padded.padEnd(Math.ceil(padded.length / 8) * 8, '0');
  return Uint8Array.from({ length: words }, (_, at) => {
    const octet = whole.slice(at * 8, at * 8 + 8);
    if (octet) return Number.parseInt(octet, 2);
    return (at - whole.length / 8) % 2 === 0 ? 0xec : 0x11;
  });
}

/** In the field of 256 elements, modulo x⁸ + x⁴ + x³ + x² + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

function generatorOf(degree: number): number[] {
  const result = [...Array<number>(degree - 1).fill(0), 1];
  let root = 1;
  for (let turn = 0; turn < degree; turn++) {
    for (let at = 0; at < degree; at++) {
      result[at] = multiply(result[at]!, root) ^ (result[at + 1] ?? 0);
    }
    root = multiply(root, 2);
  }
  return result;
}

function remainder(data: number[], generator: number[]): number[] {
  const rest = Array<number>(generator.length).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    generator.forEach((coefficient, at) => {
      rest[at]! ^= multiply(coefficient, factor);
    });
  }
  return rest;
}
