import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { CannotProvisionError } from './cannot-provision.ts';

export type SerialPort = AsyncDisposable & {
  write(text: string): Promise<void>;
  /** What has come within a tenth of a second, possibly nothing. */
  read(): Promise<string>;
};

const run = promisify(execFile);

/**
 * 115200 8N1, raw. `min 0 time 1` lets a read end after 0.1 s, so that no thread waits for a silent board for ever;
 * without `-hupcl` closing the port would reset it.
 */
const settings = [
  ...['115200', 'cs8', '-cstopb', '-parenb', 'clocal', 'cread', '-hupcl', '-crtscts'],
  ...['raw', '-echo', 'min', '0', 'time', '1'],
];

const configure = async (path: string): Promise<void> => {
  const flag = process.platform === 'linux' ? '-F' : '-f';
  try {
    await run('stty', [flag, path, ...settings]);
  } catch (error) {
    throw new CannotProvisionError(
      `${path} cannot be used as a serial port (${String(error)}). Check the cable, and that your account may open it ` +
        '(on Debian: sudo usermod -aG dialout $USER, then sign in anew).',
    );
  }
};

const bytesOf = 4_096;

const asPort = (file: FileHandle): SerialPort => {
  const bytes = Buffer.alloc(bytesOf);
  // A character may be torn between two reads.
  const decoder = new TextDecoder();
  return {
    write: async (text) => {
      await file.writeFile(text);
    },
    read: async () => {
      const { bytesRead } = await file.read(bytes, 0, bytesOf, null);
      return decoder.decode(bytes.subarray(0, bytesRead), { stream: true });
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
};

/** Opens a board's USB serial port with what the system itself brings. Throws `CannotProvisionError`. */
export const openSerialPort = async (path: string): Promise<SerialPort> => {
  if (process.platform === 'win32') {
    throw new CannotProvisionError(
      'This command needs Linux or macOS. On Windows use --print-only and any serial terminal.',
    );
  }
  await configure(path);
  return asPort(await open(path, constants.O_RDWR | constants.O_NOCTTY));
};
