import 'server-only';
import path from 'node:path';
import { BadEnvironment, type Env } from '@/platform/env';
import { meansAway } from '@/platform/errors';

/** A reason not to start that the operator reads as it stands. */
export class CannotStart extends Error {}

/** One sentence for the operator where we know the cause, else the error with its stack. */
export function sentenceOf(error: unknown, env: Env | undefined): string {
  if (error instanceof BadEnvironment || error instanceof CannotStart) return error.message;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  const port = (error as { port?: number }).port ?? env?.PORT;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Stop it, or choose another with ${variableOf(port, env)}=….`;
  }
  if (code === 'EADDRNOTAVAIL' || (code === 'EACCES' && isOfSocket(error))) {
    return `${env?.HOST}:${port} can't be listened on (${message}). Choose HOST and ${variableOf(port, env)} differently.`;
  }
  if (code && cantBeWritten.has(code) && env && isBelow(env.DATA_DIR, error)) {
    return `DATA_DIR can't be used: ${message}. It must be a folder that this user may write to.`;
  }
  if (env?.DATABASE_URL && (meansAway(error) || /^(28|3D)/.test(code ?? ''))) {
    return `The database of DATABASE_URL can't be used: ${message}.`;
  }
  return stack ?? String(error);
}

const cantBeWritten = new Set(['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR']);

function isBelow(dataDir: string, error: unknown): boolean {
  const file = (error as NodeJS.ErrnoException).path;
  return file !== undefined && !/^\.\.($|[/\\])/.test(path.relative(dataDir, file));
}

/** Node names the call: `listen`, `bind`; of files it is `open` or `mkdir`. */
const isOfSocket = (error: unknown) =>
  /^(listen|bind)/.test((error as NodeJS.ErrnoException).syscall ?? '');

/** Which of the ports it is that Node's error names. */
function variableOf(port: number | undefined, env: Env | undefined): string {
  if (port === env?.PORT) return 'PORT';
  if (port === env?.MAIL_INBOUND_PORT) return 'MAIL_INBOUND_PORT';
  return port === env?.HTTPS_PORT ? 'HTTPS_PORT' : 'ACME_HTTP_PORT';
}
