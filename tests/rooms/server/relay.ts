import net, { type AddressInfo, type Socket } from 'node:net';

/** A wire to Postgres that can be cut and mended: what a restart looks like from here. */
export async function openRelay(target: string) {
  const to = new URL(target);
  const open = new Set<Socket>();
  let isCut = false;
  let isFrozen = false;
  let connections = 0;
  const server = net.createServer((near) => {
    connections++;
    if (isCut) return near.destroy();
    const far = net.connect(Number(to.port || 5432), to.hostname);
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => into.destroy());
      from.on('close', () => {
        open.delete(from);
        into.destroy();
      });
      from.pipe(into);
      if (isFrozen) from.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.toString(),
    /** How many were opened or tried so far. */
    connections: () => connections,
    cut() {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    /** Says nothing more, and does not close: a Postgres whose processes are stopped. */
    freeze() {
      isFrozen = true;
      for (const socket of open) socket.pause();
    },
    thaw() {
      isFrozen = false;
      for (const socket of open) socket.resume();
    },
    mend() {
      isCut = false;
    },
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
