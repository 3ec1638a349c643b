import { signedHeaders } from '../../lambdas/adapters/sign-request.ts';

/** Where the emulator listens on this machine, and whom it takes for the account's root. */
export const account = '000000000000';
export const region = 'eu-west-1';
export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

export type Emulator = {
  readonly endpoint: string;
  /** MQTT over mutual TLS. */
  readonly mqttPort: number;
};

/** What every SDK client needs to reach it. */
export const clientOptions = ({ endpoint }: Emulator) => ({ endpoint, region, credentials });

/** One signed call of a service that speaks JSON, for services whose SDK client the project does not otherwise need. */
export const callAws = async (
  { endpoint }: Emulator,
  service: 'cognito-idp' | 'sqs',
  target: string,
  input: object,
): Promise<unknown> => {
  const body = JSON.stringify(input);
  const headers = {
    'content-type': service === 'sqs' ? 'application/x-amz-json-1.0' : 'application/x-amz-json-1.1',
    host: new URL(endpoint).host,
    'x-amz-target': target,
  };
  const signed = signedHeaders(headers, body, credentials, { region, service }, Date.now());
  const answer = await fetch(endpoint, { method: 'POST', headers: signed, body });
  if (!answer.ok) throw new Error(`${target} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
};
