import type { SessionView } from '@/session/own-sessions';

export interface SessionLine {
  id: string;
  name: string;
  address: string;
  /** Milliseconds. */
  seenAt: number;
  isCurrent: boolean;
  /** How it began, where that was not by the password. */
  how?: string;
}

/** The first that fits: browsers name their ancestors too. */
const browsers = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrom(e|ium)\/|CriOS\//],
  ['Safari', /Safari\//],
] as const;
const systems = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
] as const;

type Words = (
  key: 'browserOn' | 'unknownBrowser' | 'byLink' | 'byProvider',
  values?: Record<string, string>,
) => string;

/** A session as a person recognises it: "Firefox on Windows". */
export function sessionLine(session: SessionView, t: Words): SessionLine {
  const { id, userAgent, address, lastSeenAt, isCurrent, method, methodName } = session;
  const browser = browsers.find(([, sign]) => sign.test(userAgent))?.[0];
  const system = systems.find(([, sign]) => sign.test(userAgent))?.[0];
  const name =
    browser && system ? t('browserOn', { browser, system }) : (browser ?? t('unknownBrowser'));
  const how = method === 'link' ? t('byLink') : methodName && t('byProvider', { name: methodName });
  return { id, name, address, seenAt: lastSeenAt.getTime(), isCurrent, ...(how && { how }) };
}
