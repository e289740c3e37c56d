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
    const line = lines[at]!.slice(0, 300)
      .replace(/<https?:[^>]*>/g, '')
      .trim();
    if (advert.test(line)) end = at;
    else if (line !== '' && !/^[_-]{2,}$/.test(line)) break;
  }
  return lines.slice(0, end).join('\n').trim();
}

const device =
  'iphone|ipad|android|samsung|galaxy|huawei|xiaomi|pixel|blackberry|smartphone|handy|mobil|móvil|mobile|phone|telefon|tablet|outlook|yahoo|gmx|web\\.de|proton|gmail|mail|app';
const own =
  "(?:(?:my|the|mon|ma|meinem|meiner|der|dem|mi|la|il|mio|mia|l’application|l'application) ){0,2}";
/** A few words, the name of a device or program among them, and nothing else: it is no sentence. */
const named = `${own}(?=[^,:;?!]*\\b(?:${device})\\b)[^\\s,:;?!]+(?: [^\\s,:;?!]+){0,3}`;
const from =
  'sent (?:from|via|with|using)|envoyé (?:de|depuis|avec|à partir de)|gesendet (?:von|mit|über|aus)|enviado (?:desde|con)|inviato (?:da|dal|dalla|con|tramite)';
const advert = new RegExp(
  `^(?:(?:${from}) ${named}|(?:diese nachricht wurde )?von meinem .{1,40} (?:gesendet|versendet|geschickt)|(?:get|holen sie sich|télécharger|téléchargez|obtener|obtén|obtenga|scarica|ottieni|laden sie)(?: [a-zà-ÿ’']{1,15})? ?\\boutlook\\b (?:für|for|pour|para|per|pro) (?:ios|android)(?: (?:herunter|ou|or|oder|o) ?(?:android)?)?|outlook (?:für|for|pour|para|per) (?:ios|android)(?: herunterladen)?)\\.?$`,
  'iu',
);
