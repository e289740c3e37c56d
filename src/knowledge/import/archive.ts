/** What is in a file of articles, by path. Nothing of it is ever unpacked onto the disk. */
export interface Archive {
  /** Path → bytes when unpacked, as the file says. */
  files: ReadonlyMap<string, number>;
  /** Links to elsewhere in a file system, which are never followed. */
  links: readonly string[];
  /** The whole, or its first `head` bytes. Refuses (413) what unpacks to more than `most`. */
  read(file: string, most: number, head?: number): Promise<Buffer>;
  close(): Promise<void>;
}
