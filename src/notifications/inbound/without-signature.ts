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
    if (isAdvert(line)) end = at;
    else if (line !== '' && !/^[_-]{2,}$/.test(line)) break;
  }
  return lines.slice(0, end).join('\n').trim();
}

/** What a phone or program is called, in five languages. */
const device =
  /\b(iphone|ipad|android|samsung|galaxy|huawei|xiaomi|pixel|blackberry|smartphone|handy|mobil|móvil|mobile|phone|telefon|tablet|windows|outlook|yahoo|gmx|web\.de|proton|gmail|tapatalk|ios|ipados|mac|macos|macbook)\b/iu;

/** Whose program is called so, and is no device: `AOL Mail`; `Royal Mail` brings parcels. */
const program =
  /^(?:AOL|Alice|Fastmail|Freenet|Free|Libero|Orange|SFR|T-Online|Telekom|Tiscali|Virgilio|Zoho) Mail(?: App)?$|^Mail Orange$/u;

/** What may stand in a name with a small letter: any other word makes a sentence of it. */
const small =
  /^(?:device|app|wireless|secure|e?mail|dispositivo|appareil|teléfono|téléphone|messagerie|sécurisée|portable|cell|lite|mini|smart|nova|note|ultra)$/u;

/** With a small letter too, before a device: `Yahoo Mail on Android`, `phone on Monday` is none. */
const joining = /^(?:on|for|using|auf|für|mit|sur|pour|avec|su|per|con|en|para|de)$/u;

/** "Sent from": what stands behind it, or between, must be a name, or it is a sentence. */
const sentFrom =
  /^(?:sent (?:from|via|with|using)|envoyé (?:de|depuis|avec|à partir de)|gesendet (?:von|mit|über|aus)|enviado (?:desde|con)|inviato (?:da|dal|dalla|con|tramite)) (?:(?:my|the|mon|ma|meinem|meiner|der|dem|mi|la|il|mio|mia|l[’']application) ){0,2}/iu;
const fromMine =
  /^(?:diese nachricht wurde )?von meine[mr] (.{1,40}) (?:gesendet|versendet|geschickt)$/iu;
const getOutlook =
  /^(?:(?:get|holen sie sich|télécharger|téléchargez|obtener|obtén|obtenga|scarica|ottieni|laden sie)(?: [a-zà-ÿ’']{1,15})? ?)?\boutlook (?:für|for|pour|para|per|pro) (?:ios|android)(?: (?:(?:ou|or|oder|o) android|herunter(?:laden)?))?$/iu;

function isAdvert(line: string): boolean {
  const words = line.replace(/\.$/, '');
  if (getOutlook.test(words)) return true;
  const behind = sentFrom.test(words) ? words.replace(sentFrom, '') : '';
  const name = fromMine.exec(words)?.[1] ?? behind;
  return isName(name) && (device.test(name) || program.test(name));
}

function isName(text: string): boolean {
  const words = text.split(' ');
  const fits = (word: string, at: number) =>
    joining.test(word)
      ? device.test(words[at + 1] ?? '')
      : /^(?:\p{Lu}|\d|i\p{Lu})/u.test(word) || small.test(word) || device.test(word);
  return words.length <= 4 && words.every((word, at) => !/[,:;?!]/.test(word) && fits(word, at));
}
