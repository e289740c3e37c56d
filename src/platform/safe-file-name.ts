/** The last part of a path, without what could turn a header or the reading direction around. */
export function safeFileName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim();
  if (!clean || /^\.+$/.test(clean)) return 'file';
  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 ? clean.slice(dot).slice(0, 20) : '';
  return clean.length <= 200 ? clean : clean.slice(0, 200 - extension.length) + extension;
}
