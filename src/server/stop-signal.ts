import 'server-only';

export type StopReason = 'interrupted' | 'terminated' | 'orphaned';

/**
 * Resolves when this process is told to stop: Ctrl-C, SIGTERM, or the end of the one that
 * started it (its channel closes). The second Ctrl-C ends it at once; what it leaves behind
 * is taken up by the next start.
 */
export function untilToldToStop(): Promise<StopReason> {
  return new Promise((resolve) => {
    let told = false;
    const stop = (reason: StopReason) => {
      if (told && reason === 'interrupted') process.exit(130);
      told = true;
      resolve(reason);
    };
    process.on('SIGINT', () => stop('interrupted'));
    process.on('SIGTERM', () => stop('terminated'));
    process.on('SIGHUP', () => stop('terminated'));
    if (process.connected) process.on('disconnect', () => stop('orphaned'));
  });
}
