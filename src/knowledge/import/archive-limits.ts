const megabyte = 1024 * 1024;

/** What a file of articles may be, whatever it says of itself. */
export const archiveLimits = {
  /** The file as it is sent. */
  bytes: 100 * megabyte,
  entries: 10_000,
  /** All that is in it, unpacked. */
  unpacked: 500 * megabyte,
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
  const megabytes = Math.floor(most / 1024 / 1024);
  return { status: 413, values: { name, megabytes } };
}
