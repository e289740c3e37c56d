import { fillForm } from './forms';
import { type Answer, visit } from './visit';

export interface Visit {
  status: number;
  headers: Answer['headers'];
  text: string;
  bytes: Buffer;
}

interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

/** A browser's wire without a browser: one host, its cookies, forms and server actions. */
export interface WebVisitor {
  origin: string;
  /** As the next request sends them. */
  cookie(): string;
  get(path: string, headers?: Record<string, string>): Promise<Visit>;
  /** With the origin of the visited host, as a browser sends it. */
  send(path: string, ask: Ask): Promise<Visit>;
  /** Fills in the form of a page that holds a field, as a browser without scripts does. */
  submit(path: string, holding: string, typed: Record<string, string>): Promise<Visit>;
  /** Calls a server action as Next's router does, on any page. */
  act(path: string, actionId: string, form?: Record<string, string>): Promise<Visit>;
}

export function webVisitor(
  origin: string,
  { cookie = '', headers = {} }: { cookie?: string; headers?: Record<string, string> } = {},
): WebVisitor {
  const jar = new Map<string, string>();
  keep(jar, cookie.split('; '));
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (path: string, ask: Ask): Promise<Visit> => {
    const sent = {
      ...headers,
      ...(jar.size > 0 ? { cookie: cookies() } : {}),
      ...(ask.method && ask.method !== 'GET' ? { origin: seenOrigin(origin, headers) } : {}),
      ...ask.headers,
    };
    const body = typeof ask.body === 'string' ? Buffer.from(ask.body) : ask.body;
    const answer = await visit(origin, path, { method: ask.method, headers: sent, body });
    keep(jar, answer.headers['set-cookie'] ?? []);
    const { status, body: bytes } = answer;
    return { status, headers: answer.headers, bytes, text: bytes.toString('utf8') };
  };
  return {
    origin,
    cookie: cookies,
    send,
    get: (path, more) => send(path, { headers: more }),
    async submit(path, holding, typed) {
      const page = await send(path, {});
      return send(path, { method: 'POST', ...fillForm(page.text, holding, typed) });
    },
    act: (path, actionId, form) => send(path, actionCall(actionId, form)),
  };
}

/** What Next's router sends for `action(null, form)`: React's encoding of the two arguments. */
export function actionCall(actionId: string, form: Record<string, string> = {}): Ask {
  const parts = [
    ...Object.entries(form).map(([name, value]) => [`_1_${name}`, value]),
    ['0', '[null,"$K1"]'],
  ];
  const boundary = '----servicedesk-action';
  const body = parts
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('');
  return {
    method: 'POST',
    headers: {
      accept: 'text/x-component',
      'next-action': actionId,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    body: `${body}--${boundary}--\r\n`,
  };
}

/** What an action answered: its `ActionState`; undefined where the answer holds none. */
export function stateOf({ text }: Visit): Record<string, unknown> | undefined {
  for (const line of text.split('\n')) {
    const json = /^[0-9a-f]+:(\{"ok":.*)$/.exec(line)?.[1];
    if (json) return JSON.parse(json) as Record<string, unknown>;
  }
  return undefined;
}

/** The origin in the visitor's address bar: a proxy in front may have taken the TLS off. */
function seenOrigin(origin: string, headers: Record<string, string>): string {
  return headers['x-forwarded-proto'] === 'https' ? origin.replace(/^http:/, 'https:') : origin;
}

function keep(jar: Map<string, string>, lines: string[]) {
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    if (equals < 1) continue;
    const name = pair.slice(0, equals);
    const gone = attributes.some((one) => /^max-age=0$|^expires=thu, 01 jan 1970/i.test(one));
    if (gone) jar.delete(name);
    else jar.set(name, pair.slice(equals + 1));
  }
}
