import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CannotProvisionError } from './cannot-provision.ts';

/** Shows the question and nothing of what is typed. */
const silent = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/**
 * A secret from the environment, or typed without being shown. Never an argument: those stand in the shell's history
 * and in everybody's process list.
 */
export const secret = async (variable: string, question: string): Promise<string> => {
  const given = process.env[variable];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY) {
    throw new CannotProvisionError(`Nobody is here to type it: set ${variable} and run the command again.`);
  }
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: silent(), terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
};
