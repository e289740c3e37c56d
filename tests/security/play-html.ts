import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Frame, type Page, type Request } from '@playwright/test';

/** HTML of a stranger as a document, and how it is shown. */
export interface Staged {
  name: string;
  html: string;
  /** What it is served with. */
  headers?: Record<string, string>;
  /** Of its frame; none where it is undefined, and then everything in it is touched. */
  sandbox?: string;
}

export interface Played {
  name: string;
  /** Scripts that ran and addresses that were asked for. */
  deeds: Set<string>;
  /** `img`, `img@src`: what the browser built of it, where it was touched. */
  built: Set<string>;
}

/** A page for so many: few loads, and each document still has a frame of its own. */
const aPage = 160;
/** Loaded after all others: once it has done both, whatever they were about to do is done too. */
const canary =
  '<img src=x onerror=alert(1)><meta http-equiv=refresh content="0;url=https://x.test/canary">';

/** Opens each document in a real browser, without a network, and says what it did there. */
export async function playHtml(staged: readonly Staged[]): Promise<Played[]> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--no-first-run'],
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  const theatre = await open(staged);
  try {
    const all: Played[] = [];
    for (let from = 0; from < staged.length; from += aPage) {
      const some = staged.slice(from, from + aPage);
      all.push(...(await playPage(browser, theatre.origin, from, some)));
    }
    return all;
  } finally {
    await browser.close();
    theatre.close();
  }
}

async function playPage(
  browser: Browser,
  origin: string,
  from: number,
  staged: readonly Staged[],
): Promise<Played[]> {
  const played = staged.map(({ name }) => ({
    name,
    deeds: new Set<string>(),
    built: new Set<string>(),
  }));
  const alive = watchCanary();
  const tell = (frame: Frame | undefined, deed: string) => {
    const name = outermost(frame)?.name();
    if (name === 'canary') return alive.tell(deed);
    const own = played[Number(name?.slice(1) || Number.NaN)];
    // what no frame answers for must not pass for nothing
    for (const { deeds } of own ? [own] : played) deeds.add(deed);
  };
  const context = await browser.newContext();
  try {
    await context.exposeBinding('tellSuite', ({ frame }, deed: string) => tell(frame, deed));
    await context.addInitScript(() => {
      const told = () =>
        void (globalThis as unknown as { tellSuite(d: string): void }).tellSuite('ran a script');
      Object.assign(globalThis, { alert: told, confirm: told, prompt: told, print: told });
    });
    const own = new Set(staged.map((_, at) => `${origin}/document/${from + at}`));
    for (const path of [`/stage/${from}`, '/canary']) own.add(`${origin}${path}`);
    context.on('request', (request) => {
      if (!own.has(request.url())) tell(frameOf(request), `asked for ${request.url()}`);
    });
    const page = await context.newPage();
    context.on('page', () => tell(undefined, 'opened a window'));
    await page.goto(`${origin}/stage/${from}`);
    await touchFrames(page, staged, played);
    await page.evaluate(() => {
      const last = Object.assign(document.createElement('iframe'), { name: 'canary' });
      last.src = '/canary';
      document.body.append(last);
    });
    await alive.seen;
  } finally {
    await context.close();
  }
  return played;
}

function watchCanary() {
  const did = new Set<string>();
  let done = () => {};
  const seen = new Promise<void>((resolve) => {
    done = resolve;
  });
  const tell = (deed: string) => {
    did.add(deed);
    if (did.has('ran a script') && did.has('asked for https://x.test/canary')) done();
  };
  return { tell, seen };
}

/** The frame of the page that this one is, or is inside of. */
function outermost(frame: Frame | undefined): Frame | undefined {
  const parent = frame?.parentFrame();
  if (!frame || !parent) return undefined;
  return parent.parentFrame() ? outermost(parent) : frame;
}

/** Serves the documents, and for each so many a page that holds them; nothing else is there. */
async function open(staged: readonly Staged[]) {
  const server = createServer(({ url }, response) => {
    const [, kind, number] = /^\/(stage|document|canary)(?:\/(\d+))?$/.exec(url ?? '') ?? [];
    const one = staged[Number(number)];
    const pages = { stage: () => stage(staged, Number(number)), canary: () => canary };
    const body = kind === 'document' ? one?.html : pages[kind as keyof typeof pages]?.();
    const headers = kind === 'document' ? one?.headers : {};
    const status = body === undefined ? 404 : 200;
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined; // of a window that has only just been opened
  }
}

function stage(staged: readonly Staged[], from: number): string {
  const frames = staged.slice(from, from + aPage).map(({ sandbox }, at) => {
    const inside = sandbox === undefined ? '' : ` sandbox="${sandbox}"`;
    return `<iframe name="f${at}" src="/document/${from + at}"${inside}></iframe>`;
  });
  const icon = '<link rel=icon href="data:,">';
  return `<!doctype html><title>Stage</title>${icon}<body>${frames.join('')}</body>`;
}

async function touchFrames(page: Page, staged: readonly Staged[], played: Played[]): Promise<void> {
  await Promise.all(
    staged.map(async ({ sandbox }, at) => {
      if (sandbox !== undefined) return;
      const { deeds, built } = played[at]!;
      try {
        for (const one of await page.frame(`f${at}`)!.evaluate(touchAll)) built.add(one);
      } catch {
        deeds.add('left its document');
      }
    }),
  );
}

/** In the browser: does to every element what a reader could do, but for following safe links. */
function touchAll(): string[] {
  const elements = [...document.body.querySelectorAll<HTMLElement>('*')];
  for (const element of elements) {
    const href = element instanceof HTMLAnchorElement ? element.protocol : '';
    element.focus?.();
    for (const kind of ['pointerenter', 'pointerover', 'mouseover', 'input', 'submit']) {
      element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
    }
    if (/^(https?|mailto|tel):$/.test(href)) continue;
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    if (element instanceof HTMLDetailsElement) element.open = !element.open;
  }
  return elements.flatMap((element) => {
    const tag = element.tagName.toLowerCase();
    return [tag, ...[...element.attributes].map(({ name }) => `${tag}@${name}`)];
  });
}
