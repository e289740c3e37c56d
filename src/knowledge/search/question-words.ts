import type { Locale } from '@/i18n/locales';

/**
 * Words in which questions are dressed and that say nothing about their subject. The stemmers' own
 * stop words come without their accents here, since accents are folded before a word is looked at.
 */
const lists: Record<Locale, string> = {
  en: `how what why when where who which can cannot can't could should would do does did doesn't
    don't didn't is isn't are am was be i i'm my me we our us you your it its the a an to of for in on
    at from with by and or not no please help need want get got gets there anymore still again way
    any some this that if as has have had been thing something somebody someone hi hello`,
  fr: `comment pourquoi quand ou qui que quoi quel quelle quels quelles est ce sont suis ai a as ont
    peut peux puis pouvez pouvoir dois doit faut faire fait fais je j' me m' mon ma mes moi nous notre
    nos vous votre vos on il elle le la les l un une des du de d au aux en dans sur pour par avec sans
    et ou ne n pas plus rien y se s sa son ses cet cette ces si meme ete etre tres deja encore toujours
    bonjour svp merci aide aidez besoin voudrais veux quelqu quelque chose c t jai lors`,
  de: `wie was warum wieso weshalb wann wo wohin woher wer wem wen welche welcher welches kann kannst
    konnen konnte konnten koennen muss mussen musste soll sollte darf will mochte moechte ich mich mir
    mein meine meinen meinem meiner wir uns unser unsere unseren sie ihr ihre man es er der die das den
    dem des ein eine einen einem einer und oder aber nicht kein keine keinen mehr nichts ist sind bin
    war hat habe haben hatte wird werden wurde wurden fur fuer von vom zu zum zur mit ohne bei beim im
    in an am auf aus nach uber ueber unter vor als wenn dass denn noch schon immer wieder auch nur sich
    so da hier dort bitte hilfe brauche braucht hallo geht gehen mache machen macht tun etwas jemand
    gar ja nein`,
  es: `como que por porque para cuando donde quien quienes cual cuales puedo puede podemos pueden poder
    debo debe hay he ha han hacer hago hace es son soy estoy esta estan este esto estos estas ese esa
    mi mis me yo nos nuestro nuestra su sus se te tu un una unos unas el la los las lo le les de del al
    a en con sin sobre y o u no ni ya mas muy si tambien aun todavia siempre nada algo alguien hola
    ayuda necesito quiero quisiera gracias favor tengo tiene tener`,
  it: `come che cosa perche quando dove chi quale quali posso puo possiamo possono potere devo deve
    bisogna ho ha hai abbiamo hanno fare faccio fa e sono sei siamo era essere mi me mio mia miei mie
    io noi nostro nostra ci vi si suo sua un uno una il lo la i gli le l di del dello della dei degli
    delle al allo alla ai alle da dal dalla in nel nella nei con senza su sul sulla per tra fra o non
    ne piu molto gia ancora sempre niente nulla qualcosa qualcuno se questo questa questi queste ciao
    aiuto serve vorrei voglio grazie quel c d`,
};

const dress = new Set(Object.values(lists).flatMap((list) => list.split(/\s+/)));

/** Most words that a search looks for; the rest of a longer text is not read. */
export const mostWords = 24;

/**
 * The words of a search that say what it is about, each once, at most `mostWords`; all of them
 * where nothing else is left (*How to*). Lower case without accents; [] for a blank one.
 */
export function subjectWords(typed: string): string[] {
  const words = foldedWords(typed.slice(0, 400));
  const subject = words.filter((word) => !dress.has(word));
  return [...new Set(subject.length > 0 ? subject : words)].slice(0, mostWords);
}

/** Runs of letters and digits, as Postgres sees most of them. */
export function foldedWords(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** As `app.folded` in the database: accents and case away, Wi-Fi and e-mail in one word. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/(?<![\p{L}\p{N}])(wi|e)[- ](fi|mails?)(?![\p{L}\p{N}])/gu, '$1$2');
}
