// Runs dynalite in a process of its own: its work would stall broker and gateway. It ends with its parent, however
// that one ends, because the channel between them closes then.
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { closeIteratorsAfterQueries } from './close-iterators.ts';

closeIteratorsAfterQueries();

const path = process.argv[2];
const server = dynalite({ createTableMs: 0, ...(path !== undefined && { path }) });
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});

// The parent decides when to end; Ctrl-C in a terminal reaches this process as well.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => {
  server.closeAllConnections();
  server.close(() => process.exit(0));
});
