import 'server-only';
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { authenticateMail } from './authenticate-mail';
import type { Authentication, Envelope, ReadMail } from './inbound-mail';
import { readMail } from './read-mail';

/** What the server asks of its worker, and what it answers: a program of its own, see `bundle.mjs`. */
export interface ReadOrder {
  order: number;
  file: string;
  envelope: Pick<Envelope, 'from' | 'remoteAddress' | 'helloName'>;
  resolvers: readonly string[];
}
export type ReadAnswer = { order: number } & (
  | { mail: ReadMail; authentication: Authentication }
  | { error: string }
);

parentPort?.on('message', async ({ order, file, envelope, resolvers }: ReadOrder) => {
  try {
    const raw = await readFile(file);
    const [authentication, mail] = await Promise.all([
      authenticateMail(raw, envelope, resolvers),
      readMail(raw),
    ]);
    const answer: ReadAnswer = { order, mail, authentication };
    parentPort?.postMessage(
      answer,
      mail.files.map(({ bytes }) => bytes.buffer as ArrayBuffer),
    );
  } catch (error) {
    const answer: ReadAnswer = { order, error: (error as Error).message.slice(0, 500) };
    parentPort?.postMessage(answer);
  }
});
