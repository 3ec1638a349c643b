import type { DataStack } from './data-stack.ts';
import type { OpsAlarms } from './ops-alarms.ts';
import type { StageSettings } from './stage-settings.ts';

/** What every capability of the application may ask for. */
export type Wiring = {
  readonly settings: StageSettings;
  readonly data: DataStack;
  readonly alarms: OpsAlarms;
  /** Host of the account's IoT data endpoint. */
  readonly iotHost: string;
  /** `arn:aws:iot:{region}:{account}`, what every topic, client and policy name is put behind. */
  readonly iotArnPrefix: string;
};
