import { Refusal } from '@/platform/errors';

const megabyte = 1024 * 1024;

/** What a file of articles may be, whatever it says of itself. */
export const archiveLimits = {
  /** The file as it is sent. */
  bytes: 100 * megabyte,
  entries: 10_000,
  /** All that is in it, unpacked. */
  unpacked: 500 * megabyte,
  /** Of that its pages and lists: they are held in memory together. */
  texts: 150 * megabyte,
  /** How many times its packed size an entry may become; small ones compress as they like. */
  ratio: 200,
  ratioFrom: megabyte,
  /** A page, unpacked; a list that another desk exported holds many. */
  text: 2 * megabyte,
  list: 50 * megabyte,
  image: 10 * megabyte,
  articles: 5_000,
} as const;

/** The details of the refusal of one entry. */
export function tooLarge(name: string, most: number) {
  const megabytes = Math.floor(most / megabyte);
  return { status: 413, values: { name, megabytes } };
}

/** Refuses (413) more articles than one import takes. */
export function refuseManyArticles(count: number): void {
  if (count <= archiveLimits.articles) return;
  const values = { most: archiveLimits.articles };
  throw new Refusal('articleImport.tooManyArticles', { status: 413, values });
}

/** The refusal of what unpacks to more than so many bytes. */
export function unpacksTooLarge(most: number): Refusal {
  const values = { megabytes: Math.floor(most / megabyte) };
  return new Refusal('articleImport.unpacksTooLarge', { status: 413, values });
}
