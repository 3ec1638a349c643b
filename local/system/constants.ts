import { ruleNames } from '@carbon-track/contract/topics.ts';
import { localAccount, localRegion } from '../stream/kinesis-event.ts';

/** The stage of a laptop; topic rules are named after it. */
export const stage = 'local';
export const rules = ruleNames(stage);
export const arnPrefix = `arn:aws:iot:${localRegion}:${localAccount}`;
/** Everything listens here and nowhere else. */
export const loopback = '127.0.0.1';
export const telemetryStreamName = 'carbon-track-telemetry';
