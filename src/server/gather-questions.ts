import 'server-only';

/** More names than these wait for nobody: an answer would come too late for their visitors. */
const mostWaiting = 5_000;
/** Names in one question. */
const mostAtOnce = 500;
/** Milliseconds of rest after a name that there is not: a flood of them is asked in company. */
const breath = 10;

interface Waiting<A> {
  answer: Promise<A | undefined>;
  resolve(answer: A | undefined): void;
  reject(error: unknown): void;
}

/**
 * Makes one question of many: while one is under way the names that come are gathered for the
 * next. However many ask, the database answers one at a time, and has a moment's rest after a
 * name that nothing is known about. Such a name, or one that finds too many others waiting, is
 * answered undefined.
 */
export function gatherQuestions<A>(
  askFor: (names: string[]) => Promise<Map<string, A>>,
): (name: string) => Promise<A | undefined> {
  let gathered = new Map<string, Waiting<A>>();
  let isAsking = false;

  const askOn = async () => {
    isAsking = true;
    while (gathered.size > 0) {
      const all = [...gathered];
      const now = all.slice(0, mostAtOnce);
      gathered = new Map(all.slice(mostAtOnce));
      try {
        const answers = await askFor(now.map(([name]) => name));
        for (const [name, { resolve }] of now) resolve(answers.get(name));
        if (answers.size < now.length) await rest();
      } catch (error) {
        for (const [, { reject }] of now) reject(error);
      }
    }
    isAsking = false;
  };

  return (name) => {
    const waiting = gathered.get(name);
    if (waiting) return waiting.answer;
    if (gathered.size >= mostWaiting) return Promise.resolve(undefined);
    const mine = Promise.withResolvers<A | undefined>();
    gathered.set(name, { answer: mine.promise, resolve: mine.resolve, reject: mine.reject });
    if (!isAsking) void askOn();
    return mine.promise;
  };
}

const rest = () => new Promise((resolve) => setTimeout(resolve, breath));
