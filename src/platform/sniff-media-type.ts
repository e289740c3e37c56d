/** How many of a file's first bytes the decision needs. */
export const sniffedBytes = 4096;

/**
 * What a file is, by its first bytes (up to `sniffedBytes`) and its name; never by what the
 * browser said. Undefined for what is not taken: programs and scripts, and HTML and SVG, which
 * run scripts where they are opened. Signatures: WHATWG MIME Sniffing, libmagic.
 */
export function sniffMediaType(head: Uint8Array, fileName: string): string | undefined {
  const extension = /\.([A-Za-z0-9]{1,10})\s*$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (forbiddenExtensions.has(extension)) return undefined;
  const latin = Buffer.from(head).toString('latin1');
  if (programs.some((magic) => latin.startsWith(magic)) || beginsAsMarkup(latin)) return undefined;
  const known = signatures.find(([magic, at = 0]) => latin.startsWith(magic, at))?.[2];
  if (known === 'application/zip') return zipped[extension] ?? known;
  if (known === 'application/x-ole-storage') return compound[extension] ?? known;
  if (known === 'video/mp4') return boxed(latin.slice(8, 12));
  if (known === 'riff') return riffs[latin.slice(8, 12)] ?? octets;
  if (known) return known;
  return isText(head) ? (texts[extension] ?? 'text/plain') : octets;
}

/** A raster picture that browsers show and that can carry no script. */
export function isImage(mediaType: string): boolean {
  return /^image\/(png|jpeg|gif|webp)$/.test(mediaType);
}

const octets = 'application/octet-stream';

const forbiddenExtensions = new Set(
  (
    'ade adp apk app appx bat cab chm cmd com cpl dll dmg exe hta htm html inf ins iso isp jar js ' +
    'jse lib lnk mde mht mhtml msc msi msix msp mst nsh pif pkg ps1 psm1 reg scr sct sh shtml svg ' +
    'svgz swf sys url vb vbe vbs vhd vxd wsc wsf wsh xht xhtml xsl xslt'
  ).split(' '),
);

/** Windows, Linux, macOS (both byte orders and fat), Java, scripts, Flash, cabinet, Android. */
const programs = [
  'MZ',
  '\x7fELF',
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '\xca\xfe\xba\xbe',
  '#!',
  'FWS',
  'CWS',
  'ZWS',
  'MSCF',
  'dex\n',
];

/**
 * A page or a drawing that would run: markup is the first thing in it, after what browsers skip.
 * Markup further in (a log, a saved mail) is only text: it is sent as a download.
 */
function beginsAsMarkup(latin: string): boolean {
  // UTF-16 puts a NUL between the letters; the marks at the start are of UTF-8 and UTF-16
  let rest = latin.replaceAll('\0', '').replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  for (;;) {
    rest = rest.trimStart();
    const skipped = preambles.find(([begin]) => begin.test(rest));
    if (!skipped) return markup.test(rest);
    const end = rest.indexOf(skipped[1], rest.startsWith(']') ? 1 : 2);
    if (end < 0) return false;
    rest = rest.slice(end + skipped[1].length);
  }
}

/** Comments, processing instructions, and document types other than HTML's. */
const preambles: [begin: RegExp, end: string][] = [
  [/^<!--/, '-->'],
  [/^<\?/, '?>'],
  [/^<!doctype\s+(?!html)/i, '>'],
  [/^<!entity\s/i, '>'],
  [/^]\s*>/, '>'],
];

const markup =
  /^<(!doctype\s+html|([a-z]+:)?(html|head|body|script|svg|iframe|object|embed|title|style|meta|link|img|table|div|h1|p|br|a|b))\b/i;

const signatures: [magic: string, at: number, mediaType: string][] = [
  ['\x89PNG\r\n\x1a\n', 0, 'image/png'],
  ['\xff\xd8\xff', 0, 'image/jpeg'],
  ['GIF87a', 0, 'image/gif'],
  ['GIF89a', 0, 'image/gif'],
  ['BM', 0, 'image/bmp'],
  ['II*\0', 0, 'image/tiff'],
  ['MM\0*', 0, 'image/tiff'],
  ['RIFF', 0, 'riff'],
  ['ftyp', 4, 'video/mp4'],
  ['%PDF-', 0, 'application/pdf'],
  ['PK\x03\x04', 0, 'application/zip'],
  ['PK\x05\x06', 0, 'application/zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 0, 'application/x-ole-storage'],
  ['\x1f\x8b', 0, 'application/gzip'],
  ["7z\xbc\xaf'\x1c", 0, 'application/x-7z-compressed'],
  ['Rar!\x1a\x07', 0, 'application/vnd.rar'],
  ['{\\rtf', 0, 'application/rtf'],
  ['ID3', 0, 'audio/mpeg'],
  ['OggS', 0, 'application/ogg'],
  ['\x1aE\xdf\xa3', 0, 'video/webm'],
];

const riffs: Record<string, string> = {
  WEBP: 'image/webp',
  WAVE: 'audio/wav',
  'AVI ': 'video/x-msvideo',
};

function boxed(brand: string): string {
  if (/^(heic|heix|hevc|mif1|msf1)$/.test(brand)) return 'image/heic';
  if (/^avi[fs]$/.test(brand)) return 'image/avif';
  return brand === 'qt  ' ? 'video/quicktime' : 'video/mp4';
}

const office = 'application/vnd.openxmlformats-officedocument.';
const zipped: Record<string, string> = {
  docx: `${office}wordprocessingml.document`,
  xlsx: `${office}spreadsheetml.sheet`,
  pptx: `${office}presentationml.presentation`,
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};
const compound: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
};
const texts: Record<string, string> = {
  csv: 'text/csv',
  json: 'application/json',
  eml: 'message/rfc822',
  ics: 'text/calendar',
  vcf: 'text/vcard',
};

/** UTF-8 (the last character may be cut off) or UTF-16 with its mark, without control bytes. */
function isText(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
