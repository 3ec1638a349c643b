const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** How many ports above the wanted one are tried before any free one is taken. */
const attempts = 20;

/**
 * Starts a listener on the wanted port or, where that is taken, on the next free one, and says so in one sentence.
 * Port 0 takes any free port.
 */
export const onFreePort = async <Listener extends { readonly port: number }>(
  what: string,
  wanted: number,
  start: (port: number) => Promise<Listener>,
  log: (message: string) => void,
): Promise<Listener> => {
  const candidates = wanted === 0 ? [0] : Array.from({ length: attempts }, (_, index) => wanted + index);
  for (const port of [...candidates.filter((candidate) => candidate <= 65_535), 0]) {
    try {
      const listener = await start(port);
      if (wanted !== 0 && listener.port !== wanted)
        log(`Port ${wanted} is taken, so ${what} is on port ${listener.port}.`);
      return listener;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`No free port for ${what}: end a program that listens, then start again.`);
};
