import 'server-only';
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { authenticateMail } from './authenticate-mail';
import { hasFormatting } from './html/has-formatting';
import { picturesInside } from './html/pictures-inside';
import { showMailHtml } from './html/show-mail-html';
import type { ShownMail, ShowOrder } from './html/shown-mail';
import type { Authentication, Envelope, HandedMail } from './inbound-mail';
import { readMail } from './read-mail';

/** What the server asks of its worker, and what it answers: a program of its own, see `bundle.mjs`. */
export type ReadOrder = { order: number; file: string } & (
  | {
      envelope: Pick<Envelope, 'from' | 'remoteAddress' | 'helloName'>;
      resolvers: readonly string[];
    }
  | { show: ShowOrder }
);
export type ReadAnswer = { order: number } & (
  | { mail: HandedMail; authentication: Authentication }
  | { shown: ShownMail | null }
  | { error: string }
  /** Its bytes can't be had now: whose fault it is, the mail doesn't say. */
  | { away: { message: string; code?: string } }
);

parentPort?.on('message', async (wanted: ReadOrder) => {
  const { order, file } = wanted;
  const raw = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  if (raw instanceof Error) {
    const { message, code } = raw;
    return answer({ order, away: { message, ...(code ? { code } : {}) } });
  }
  try {
    if ('show' in wanted) {
      const { html, files } = await readMail(raw);
      const pictures = wanted.show.isLoose ? picturesInside(files) : wanted.show.pictures;
      return answer({ order, shown: showMailHtml(html, { ...wanted.show, pictures }) });
    }
    const [authentication, { html, ...mail }] = await Promise.all([
      authenticateMail(raw, wanted.envelope, wanted.resolvers),
      readMail(raw),
    ]);
    const files = mail.files.map(({ bytes }) => bytes.buffer as ArrayBuffer);
    const handed = { ...mail, hasFormatting: hasFormatting(html) };
    answer({ order, mail: handed, authentication }, files);
  } catch (error) {
    answer({ order, error: (error as Error).message.slice(0, 500) });
  }
});

function answer(found: ReadAnswer, handedOver: ArrayBuffer[] = []): void {
  parentPort?.postMessage(found, handedOver);
}
