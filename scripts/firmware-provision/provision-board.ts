import type { ProvisionedDevice, ProvisionRequest } from '@carbon-track/contract/device.ts';
import type { SetupStatus } from '@carbon-track/contract/setup-console.ts';
import type { Board } from './board.ts';
import { CannotProvisionError } from './cannot-provision.ts';

export type ProvisionJob = {
  readonly request: Omit<ProvisionRequest, 'csrPem'>;
  readonly wifi: { readonly name: string; readonly password: string } | null;
  /** The board may give up another device id. */
  readonly replace: boolean;
};

const refuseStranger = ({ deviceId }: SetupStatus, { request, replace }: ProvisionJob): void => {
  if (deviceId === null || deviceId === request.deviceId || replace) return;
  throw new CannotProvisionError(
    `This board is ${deviceId} already. Is it the right one? Then run the command again with --replace.`,
  );
};

const check = (status: SetupStatus, { clientId, endpoint }: ProvisionedDevice): SetupStatus => {
  const isRight = status.deviceId === clientId && `${status.host}:${status.port}` === endpoint;
  if (isRight) return status;
  throw new CannotProvisionError(
    `After its restart the board is ${status.deviceId} at ${status.host}:${status.port} instead of ${clientId} at ` +
      `${endpoint}. Run the command again; if it stays so, the board's flash is faulty.`,
  );
};

/** Identity from the cloud onto the board: request, certificate, restart, and a look whether it is there. */
export const provisionBoard = async (
  board: Board,
  job: ProvisionJob,
  issue: (request: ProvisionRequest) => Promise<ProvisionedDevice>,
): Promise<SetupStatus> => {
  refuseStranger(await board.awake(), job);
  if (job.wifi !== null) await board.joinWifi(job.wifi.name, job.wifi.password);
  const csrPem = await board.request(job.request.deviceId);
  const answer = await issue({ ...job.request, csrPem });
  await board.accept(answer).catch((error: unknown) => {
    throw new CannotProvisionError(
      `${error instanceof Error ? error.message : String(error)}\nThe cloud's answer is kept in the file ` +
        `${answer.clientId}.answer.json. Run the same command again; for another board remove the file and use a new device id.`,
    );
  });
  await board.restart();
  return check(await board.awake(), answer);
};
