/** A file that old programs write into the text itself. */
interface Uuencoded {
  fileName: string;
  bytes: Uint8Array;
}

const mostFiles = 20;

/** Takes `begin 644 name … end` out of a text. What isn't whole stays where it is. */
export function takeUuencoded(text: string): { text: string; files: Uuencoded[] } {
  const files: Uuencoded[] = [];
  if (!/^begin [0-7]{3,4} \S/m.test(text)) return { text, files };
  const lines = text.split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const name = /^begin [0-7]{3,4} (\S.{0,200}?)\s*$/.exec(lines[at]!)?.[1];
    const end = name && files.length < mostFiles ? endOf(lines, at + 1) : undefined;
    if (!name || end === undefined) {
      kept.push(lines[at]!);
      continue;
    }
    files.push({ fileName: name, bytes: decode(lines.slice(at + 1, end)) });
    at = end;
  }
  return { text: kept.join('\n').trim(), files };
}

/** The line `end`, if all before it can be lines of such a file. */
function endOf(lines: readonly string[], from: number): number | undefined {
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!.trimEnd();
    if (line === 'end') return at;
    if (!/^[\x20-\x60]{0,90}$/.test(line)) return undefined;
  }
  return undefined;
}

function decode(lines: readonly string[]): Uint8Array {
  return Buffer.concat(
    lines.map((line) => {
      const codes = [...line.trimEnd()].map((sign) => (sign.charCodeAt(0) - 32) & 63);
      const bytes = Buffer.alloc(codes[0] ?? 0);
      for (let at = 0; at < bytes.length; at++) {
        const from = 1 + Math.floor(at / 3) * 4 + (at % 3);
        const [one, two] = [codes[from] ?? 0, codes[from + 1] ?? 0];
        bytes[at] =
          at % 3 === 0
            ? (one << 2) | (two >> 4)
            : at % 3 === 1
              ? (one << 4) | (two >> 2)
              : (one << 6) | two;
      }
      return bytes;
    }),
  );
}
