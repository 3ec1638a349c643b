import { deviceIdSchema, factoryIdSchema } from '@carbon-track/contract/ids.ts';
import { deviceEventRuleSql, telemetryRuleSql } from '@carbon-track/contract/rule-record.ts';
import {
  basicIngestTopic,
  deviceTopic,
  jobTopics,
  liveTopic,
  type ParsedDeviceTopic,
  parseDeviceTopic,
  ruleNames,
  shadowTopics,
} from '@carbon-track/contract/topics.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVectors } from '../domain/vector-file.ts';

type TopicVectors = {
  readonly valid: readonly (ParsedDeviceTopic & { readonly name: string; readonly topic: string })[];
  readonly shadow: readonly ({ readonly deviceId: string } & ReturnType<typeof shadowTopics>)[];
  readonly jobs: readonly {
    readonly deviceId: string;
    readonly jobId: string;
    readonly notifyNext: string;
    readonly getNext: string;
    readonly gotNext: string;
    readonly update: string;
  }[];
  readonly refused: readonly string[];
};
const { valid, shadow, jobs, refused } = readVectors<TopicVectors>('topics.json');

const id = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/);
const channel = fc.constantFrom('tel' as const, 'evt' as const);

describe('device topics', () => {
  it('are tried in good number', () => {
    expect(valid.length).toBeGreaterThanOrEqual(4);
    expect(refused.length).toBeGreaterThanOrEqual(25);
  });

  for (const { name, topic, ...parts } of valid) {
    it(`reads ${name}`, () => expect(parseDeviceTopic(topic)).toEqual(parts));
  }

  for (const topic of refused) {
    it(`refuses ${JSON.stringify(topic)}`, () => expect(parseDeviceTopic(topic)).toBeNull());
  }

  it('come back as they were built, with and without the Basic Ingest prefix', () => {
    fc.assert(
      fc.property(id, id, channel, fc.string(), (factoryId, deviceId, kind, stage) => {
        const parts = { factoryId, deviceId, channel: kind };
        const { telemetry } = ruleNames(stage);
        expect(parseDeviceTopic(deviceTopic(factoryId, deviceId, kind))).toEqual(parts);
        expect(parseDeviceTopic(basicIngestTopic(telemetry, factoryId, deviceId, kind))).toEqual(parts);
      }),
    );
  });

  it('never yield an id that breaks out of its segment, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (factoryId, deviceId) => {
        const parsed = parseDeviceTopic(deviceTopic(factoryId, deviceId, 'tel'));
        if (parsed === null) return;
        expect(parsed).toEqual({ factoryId, deviceId, channel: 'tel' });
        expect(
          factoryIdSchema.safeParse(factoryId).success && deviceIdSchema.safeParse(deviceId).success,
        ).toBe(true);
      }),
    );
  });

  it('are never mistaken for a live topic, also of a factory called like a channel', () => {
    for (const factoryId of ['kapkoros', 'tel', 'evt', 'live']) {
      expect(parseDeviceTopic(liveTopic(factoryId))).toBeNull();
    }
  });
});

describe('reserved topics', () => {
  it('of the configuration shadow are those of the vectors', () => {
    expect(shadow.length).toBeGreaterThan(1);
    for (const { deviceId, ...topics } of shadow) expect(shadowTopics(deviceId)).toEqual(topics);
  });

  it('of jobs are those of the vectors', () => {
    expect(jobs.length).toBeGreaterThan(0);
    for (const { deviceId, jobId, ...topics } of jobs) {
      const { update, ...fixed } = jobTopics(deviceId);
      expect({ ...fixed, update: update(jobId) }).toEqual(topics);
    }
  });
});

describe('rule names', () => {
  it('hold only what AWS allows, whatever a stage is called', () => {
    fc.assert(
      fc.property(fc.string(), (stage) => {
        for (const name of Object.values(ruleNames(stage))) expect(name).toMatch(/^[A-Za-z0-9_]+$/);
      }),
    );
  });

  it('differ between telemetry and events', () => {
    const { telemetry, deviceEvent } = ruleNames('prod');
    expect(telemetry).not.toBe(deviceEvent);
    expect(telemetryRuleSql).not.toBe(deviceEventRuleSql);
  });
});
