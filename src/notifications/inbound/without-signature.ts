/** The signature behind `-- ` (RFC 3676, 4.3), and whatever stands below it. */
export function withoutSignature(text: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => /^--[ \u00a0]?$/.test(line));
  return withoutAdvert(at < 0 ? text : lines.slice(0, at).join('\n'));
}

/** Without last lines where a phone or a web mailer praises itself. */
export function withoutAdvert(text: string): string {
  const lines = text.trim().split('\n');
  let end = lines.length;
  for (let at = end - 1; at >= 0; at--) {
    const line = lines[at]!.trim().slice(0, 200);
    if (advert.test(line)) end = at;
    else if (line !== '' && !/^[_-]{2,}$/.test(line)) break;
  }
  return lines.slice(0, end).join('\n').trim();
}

const device =
  'iphone|ipad|android|samsung|galaxy|huawei|xiaomi|pixel|blackberry|smartphone|handy|mobil|móvil|mobile|telefon|outlook|yahoo|gmx|web\\.de|proton|gmail|mail|app\\b';
const advert = new RegExp(
  `^(?:(?:sent|envoyé|enviado|inviato|gesendet|von meinem)\\s.{0,40}(?:${device}).{0,60}|(?:get|holen sie sich|télécharger|obtener|obtenga|scarica|ottieni|laden sie) .{0,30}\\boutlook\\b.{0,60}|outlook (?:für|for|pour|para|per) (?:ios|android).{0,60}|diese nachricht wurde von meinem .{1,60} gesendet\\.?)$`,
  'iu',
);
