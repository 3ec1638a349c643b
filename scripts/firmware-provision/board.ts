import {
  parseSetupReply,
  type SetupStatus,
  setupRequestSchema,
  setupStatusSchema,
} from '@carbon-track/contract/setup-console.ts';
import { CannotProvisionError } from './cannot-provision.ts';
import type { SerialPort } from './serial-port.ts';

/** The setup console of a board, line by line. Each call throws `CannotProvisionError` with the board's own words. */
export type Board = {
  status(): Promise<SetupStatus>;
  /** Waits through a start: asks until a reply comes. */
  awake(): Promise<SetupStatus>;
  request(deviceId: string): Promise<string>;
  accept(answer: object): Promise<void>;
  joinWifi(name: string, password: string): Promise<void>;
  restart(): Promise<void>;
};

const silenceMs = 10_000;
const startMs = 30_000;

export const talkTo = (port: SerialPort): Board => {
  let heard = '';

  const nextLine = async (untilMs: number): Promise<string | null> => {
    while (!heard.includes('\n')) {
      if (Date.now() >= untilMs) return null;
      heard += await port.read();
    }
    const end = heard.indexOf('\n');
    const line = heard.slice(0, end);
    heard = heard.slice(end + 1);
    return line;
  };

  /** The reply's JSON, or null when none came in time. */
  const ask = async (line: string, forMs: number): Promise<unknown> => {
    heard = '';
    // The empty line ends whatever half a line stood on the wire.
    await port.write(`\n${line}\n`);
    const untilMs = Date.now() + forMs;
    for (let got = await nextLine(untilMs); got !== null; got = await nextLine(untilMs)) {
      const reply = parseSetupReply(got);
      if (reply.kind === 'ok') return reply.value;
      if (reply.kind === 'refused') throw new CannotProvisionError(`The board refused: ${reply.reason}`);
    }
    return null;
  };

  const say = async (line: string): Promise<unknown> => {
    const value = await ask(line, silenceMs);
    if (value !== null) return value;
    throw new CannotProvisionError(
      'The board does not answer. Check the cable (some only charge), that no other program has the port open, and ' +
        'that this firmware is flashed; then press the reset button and run the command again.',
    );
  };

  const awake = async (): Promise<SetupStatus> => {
    const untilMs = Date.now() + startMs;
    while (Date.now() < untilMs) {
      const reply = await ask('status', 1_000).catch(() => null);
      if (reply !== null) return setupStatusSchema.parse(reply);
    }
    return setupStatusSchema.parse(await say('status'));
  };

  return {
    awake,
    status: async () => setupStatusSchema.parse(await say('status')),
    request: async (deviceId) => setupRequestSchema.parse(await say(`csr ${deviceId}`)).csrPem,
    accept: async (answer) => {
      await say(`answer ${JSON.stringify(answer)}`);
    },
    joinWifi: async (name, password) => {
      await say(`wifi ${JSON.stringify({ name, password })}`);
    },
    restart: async () => {
      await say('restart');
    },
  };
};
