import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import tls, { createSecureContext } from 'node:tls';

/** One full handshake, in milliseconds from the connection's beginning. Refuses a wrong host. */
export type Shake = (port: number, host: string) => Promise<number>;

/** A client that trusts `root` and remembers no session. */
export function makeShake(root: string): Shake {
  const secureContext = createSecureContext({ ca: root });
  return (port, servername) =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const socket = tls.connect({ host: '127.0.0.1', port, servername, secureContext }, () => {
        const took = performance.now() - began;
        socket.destroy();
        resolve(took);
      });
      socket.on('error', reject);
    });
}

/** `clients` at once, one after another each, for `seconds`: all times that were taken. */
export async function shakeFor(
  seconds: number,
  clients: number,
  next: () => Promise<number>,
): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) times.push(await next());
    }),
  );
  return times;
}

/** Begins to ask for unknown names; the answer stops it and says how many were answered. */
export function floodNames(port: number, perSecond: number): () => Promise<number> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['tests/bench/flood-names.mjs', String(port), String(perSecond)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  return async () => {
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    await ended;
    return Number(said);
  };
}

export function share(times: number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}
