import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type UnreliableNetwork = {
  readonly port: number;
  /** Cuts so many of the open connections, the oldest first; answers how many there were to cut. */
  cut(count: number): number;
  /** Swallows every byte both ways; connections can be opened and lead nowhere. What was under way never arrives. */
  setBlackout(on: boolean): void;
  stop(): Promise<void>;
};

/** A stretch of network between devices and a server on this machine, which breaks when a test says so. */
export const startUnreliableNetwork = async (serverPort: number): Promise<UnreliableNetwork> => {
  const open = new Set<readonly [Socket, Socket]>();
  const state = { blackout: false };
  const forward = (from: Socket, to: Socket): void => {
    from.on('data', (bytes) => {
      if (!state.blackout) to.write(bytes);
    });
  };
  const server = createServer((device) => {
    const upstream = connect(serverPort, '127.0.0.1');
    const pair = [device, upstream] as const;
    open.add(pair);
    forward(device, upstream);
    forward(upstream, device);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
  });
  const cut = (count: number): number => {
    const pairs = [...open].slice(0, count);
    for (const [device] of pairs) device.destroy();
    return pairs.length;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    setBlackout: (on) => {
      state.blackout = on;
      // A stream with a hole in it is of no use to anybody.
      if (!on) cut(open.size);
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cut(open.size);
      await closed;
    },
  };
};
