import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Published, type PublishJob, publishedSchema } from './publish-job.ts';

/** Runs a publishing process to its end. Rejects when it fails; its own words are on the terminal then. */
export const runPublisher = async (job: PublishJob): Promise<Published> => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'publish-process.ts'), JSON.stringify(job)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`the publishing process ended with ${code}`);
  return publishedSchema.parse(JSON.parse(output));
};
