import 'server-only';
import { newReference } from '@/platform/ids';
import type { HostEntry } from '@/tenants/host-index';
import { publicStamps } from '@/tenants/public-stamp';
import type { Answer } from '../answer';
import type { Exchange } from '../finish-answer';
import { gatherQuestions } from '../gather-questions';
import type { Incoming } from '../incoming';
import { innerHeadersOf } from '../inner-headers';
import { contentPolicy } from '../security-headers';
import type { DrawInside } from './draw-inside';
import { keptPages } from './kept-pages';
import { isForAll, type PublicPage, publicPage, sendPage } from './public-page';
import { type PublicQuestion, publicQuestion } from './public-question';

export interface PublicPages {
  /** False where it is for Next to answer this visitor; nothing has been sent then. */
  answer(request: Incoming, answer: Answer, exchange: Exchange, entry: HostEntry): Promise<boolean>;
  figures(): { pages: number; bytes: number };
}

/** Of pages with their compressed forms, in a process. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Pages that are alike for everybody who is signed out, drawn once and kept. Before each answer the
 * database is asked for the tenant's stamp (one question for all who wait), so that in no process
 * anything outlives the moment at which it stopped being public. While the database is away nothing
 * is answered from here.
 */
export function publicPages({
  draw,
  hopSecret,
  stamps = publicStamps,
}: {
  draw: DrawInside;
  hopSecret: string;
  stamps?: typeof publicStamps;
}): PublicPages {
  const kept = keptPages(mostBytes);
  const underWay = new Map<string, Promise<PublicPage>>();
  const stampOf = gatherQuestions(stamps);

  const drawPage = async (
    { key, url, headers }: PublicQuestion,
    stamp: string,
    exchange: Exchange,
    entry: HostEntry,
  ): Promise<PublicPage> => {
    const { nonce } = exchange;
    const policy = { 'content-security-policy': contentPolicy(nonce) };
    const visitor = { ...exchange.visitor!, address: '' };
    const context = { reference: newReference(), address: '', headers: {} };
    const inner = innerHeadersOf({ hopSecret }, { url }, { context }, visitor, entry);
    const drawn = await draw(
      { ...exchange, context, visitor },
      { url, headers: { 'user-agent': crawler, ...headers, ...inner, ...policy } },
    );
    const page = publicPage(drawn, { nonce, origin: visitor.origin });
    if (isForAll(page)) kept.keep(key, stamp, page);
    return page;
  };

  const drawOnce = async (...asked: Parameters<typeof drawPage>): Promise<PublicPage> => {
    const [{ key }, stamp] = asked;
    const name = `${stamp} ${key}`;
    const before = underWay.get(name);
    // What was refused, moved or left a cookie is for one alone: the others ask for themselves.
    if (before) return isForAll(await before) ? before : drawPage(...asked);
    const drawing = drawPage(...asked).finally(() => underWay.delete(name));
    underWay.set(name, drawing);
    return drawing;
  };

  return {
    async answer(request, answer, exchange, entry) {
      if (entry.kind === 'provider' || !exchange.visitor) return false;
      const question = publicQuestion(request, exchange.visitor, entry);
      const stamp = question && (await stampOf(entry.tenant.id));
      if (stamp === undefined) return false;
      const page =
        kept.find(question!.key, stamp) ?? (await drawOnce(question!, stamp, exchange, entry));
      exchange.isPublic = isForAll(page);
      sendPage(request, answer, page);
      return true;
    },
    figures: kept.figures,
  };
}

/** For one of these Next waits until a page is whole, and writes what describes it into its head. */
const crawler = 'bingbot';
