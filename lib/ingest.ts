import { liveTopic } from '@carbon-track/contract/topics.ts';
import { Duration } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { type IEventSourceDlq, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import {
  type Consumption,
  convertLiveConsumption,
  convertStoreConsumption,
  streamRetentionMs,
} from '../lambdas/adapters/telemetry-stream.ts';
import { envSchema as convertLiveEnv } from '../lambdas/convert-live/env.ts';
import type { ConvertLivePorts } from '../lambdas/convert-live/handler.ts';
import { envSchema as convertStoreEnv } from '../lambdas/convert-store/env.ts';
import type { ConvertStorePorts } from '../lambdas/convert-store/handler.ts';
import { envSchema as deviceEventEnv } from '../lambdas/device-event/env.ts';
import type { DeviceEventPorts } from '../lambdas/device-event/handler.ts';
import { allowPut } from './bucket-access.ts';
import { type Handler, HandlerFunction } from './handler-function.ts';
import type { LastingBucket } from './lasting-bucket.ts';
import { alarmOnStream } from './stream-alarms.ts';
import { allowCalls } from './table-rights.ts';
import { TopicRules } from './topic-rules.ts';
import type { Wiring } from './wiring.ts';

/** Batches that could not be stored in time go to the bucket whole. CDK's own class would grant reading and deleting. */
const failuresTo = (failures: LastingBucket, handler: Handler): IEventSourceDlq => ({
  bind: () => {
    handler.allow(['s3:ListBucket'], [failures.bucketArn]);
    allowPut(failures, handler);
    return { destination: failures.bucketArn };
  },
});

const mappingOf = (consumption: Consumption) => ({
  startingPosition: StartingPosition[consumption.startingPosition],
  batchSize: consumption.batchSize,
  maxBatchingWindow: Duration.millis(consumption.batchingWindowMs),
  bisectBatchOnError: consumption.bisectOnError,
  ...(consumption.maxRecordAgeMs !== null && { maxRecordAge: Duration.millis(consumption.maxRecordAgeMs) }),
  ...(consumption.maxRetries !== null && { retryAttempts: consumption.maxRetries }),
});

/** From a device's topic to stored minutes and live patches: topic rules, one stream with two consumers, events. */
export class Ingest extends Construct {
  readonly stream: Stream;
  readonly rules: TopicRules;
  readonly convertStore: Handler;
  readonly convertLive: Handler;
  readonly deviceEvent: Handler;

  constructor(scope: Construct, id: string, wiring: Wiring) {
    super(scope, id);
    this.stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.PROVISIONED,
      shardCount: wiring.settings.streamShards,
      retentionPeriod: Duration.millis(streamRetentionMs),
      encryption: StreamEncryption.MANAGED,
    });
    this.rules = new TopicRules(this, 'Rules', wiring.settings.stage, wiring.alarms);
    this.rules.telemetryTo(this.stream);
    this.convertStore = this.makeConvertStore(wiring);
    this.convertLive = this.makeConvertLive(wiring);
    this.deviceEvent = this.makeDeviceEvent(wiring);
    this.rules.deviceEventsTo(this.deviceEvent);
    alarmOnStream(this, this.stream, this.convertStore, wiring);
  }

  private makeConvertStore({ data, alarms }: Wiring): Handler {
    const handler = new HandlerFunction(this, 'ConvertStore', {
      lambda: 'convert-store',
      does: 'Checks and archives readings and merges them into minutes',
      schema: convertStoreEnv,
      environment: {
        TELEMETRY_TABLE: data.telemetry.tableName,
        LEDGER_TABLE: data.ledger.tableName,
        QUARANTINE_BUCKET: data.quarantine.bucketName,
        ...data.archive.environment,
      },
      alarms,
      memoryMb: 1024,
      timeout: Duration.minutes(5),
    });
    allowCalls<ConvertStorePorts>(data, handler, {
      registry: { factory: true, device: true },
      minutes: { merge: true },
      dirtyHours: { mark: true },
    });
    data.archive.allowAppend(handler);
    allowPut(data.quarantine, handler);
    handler.fn.addEventSource(
      new KinesisEventSource(this.stream, {
        ...mappingOf(convertStoreConsumption),
        reportBatchItemFailures: true,
        onFailure: failuresTo(data.failures, handler),
      }),
    );
    return handler;
  }

  private makeConvertLive({ data, alarms, iotHost, iotArnPrefix }: Wiring): Handler {
    const handler = new HandlerFunction(this, 'ConvertLive', {
      lambda: 'convert-live',
      does: 'Publishes live patches for factories somebody is looking at',
      schema: convertLiveEnv,
      environment: { LEDGER_TABLE: data.ledger.tableName, IOT_DATA_ENDPOINT: iotHost },
      alarms,
      timeout: Duration.seconds(20),
    });
    allowCalls<ConvertLivePorts>(data, handler, {
      leases: { leasedFactories: true },
      registry: { factory: true },
    });
    handler.allow(
      ['iot:Publish'],
      [`${iotArnPrefix}:topic/${liveTopic('*')}`],
      'Patches of any factory somebody looks at.',
    );
    handler.fn.addEventSource(new KinesisEventSource(this.stream, mappingOf(convertLiveConsumption)));
    return handler;
  }

  private makeDeviceEvent({ data, alarms }: Wiring): Handler {
    const handler = new HandlerFunction(this, 'DeviceEvent', {
      lambda: 'device-event',
      does: 'Turns what devices report about themselves into alerts',
      schema: deviceEventEnv,
      environment: { LEDGER_TABLE: data.ledger.tableName, QUARANTINE_BUCKET: data.quarantine.bucketName },
      alarms,
      unattended: {
        retries: 2,
        maxAge: Duration.hours(6),
        onFailure: new SqsDestination(this.rules.undelivered),
      },
    });
    allowCalls<DeviceEventPorts>(data, handler, {
      registry: { factory: true, device: true },
      alerts: { openOf: true, history: true, open: true, update: true, find: true },
    });
    allowPut(data.quarantine, handler);
    return handler;
  }
}
