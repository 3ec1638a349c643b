import { parseArgs } from 'node:util';
import * as z from 'zod';
import { CannotProvisionError } from './firmware-provision/cannot-provision.ts';
import { signInAt } from './firmware-provision/sign-in.ts';

const usage = `Signs in and prints the ID token, for the Authorization header of any HTTP client. It is good for an hour.

  TOKEN=$(npm run --silent token -- --api http://127.0.0.1:8080 --user hq@demo.example)
  curl -H "Authorization: $TOKEN" http://127.0.0.1:8080/api/factories

  --api URL     the address you open the portal with
  --user NAME   the account; what the token allows is decided by its role
  --help        this text

The password comes from CARBON_TRACK_PASSWORD or is asked for. Standard output carries the token alone
(without --silent npm puts lines of its own before it); where the API of this portal is goes to standard error.`;

const optionsSchema = z.object({
  api: z
    .url({ protocol: /^https?$/, error: '--api is needed: the address you open the portal with.' })
    .transform((url) => url.replace(/\/+$/, '')),
  user: z.string('--user is needed: the account that signs in.'),
});

const valuesOf = (args: string[]) => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { api: text, user: text, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new CannotProvisionError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
};

const main = async (): Promise<void> => {
  const { help, ...values } = valuesOf(process.argv.slice(2));
  if (help === true) return console.log(usage);
  const options = optionsSchema.safeParse(values);
  if (!options.success) {
    const problems = options.error.issues.map(({ message }) => message);
    throw new CannotProvisionError(`${problems.join('\n')}\n\n${usage}`);
  }
  const { apiBase, idToken } = await signInAt(options.data.api, options.data.user);
  console.error(`The API is at ${apiBase}/api`);
  console.log(idToken);
};

try {
  await main();
} catch (error) {
  console.error(error instanceof CannotProvisionError ? error.message : error);
  process.exitCode = 1;
}
