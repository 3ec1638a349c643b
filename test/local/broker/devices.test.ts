import { basicIngestTopic, jobTopics, liveTopic, shadowTopics } from '@carbon-track/contract/topics.ts';
import type { MqttClient } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { openCertificateAuthority } from '../../../local/pki/certificate-authority.ts';
import { temporaryFolder } from '../stream/temporary-folder.ts';
import { onceClosed } from './once-closed.ts';
import { rules, startTestBroker, telemetryTopic, tlsAccepted } from './start-test-broker.ts';

const own = telemetryTopic('kapkoros', 'ct-kapkoros-1a');

/** Publishes with QoS 1; resolves to how the broker took it. */
const publish = (client: MqttClient, topic: string, payload: string | Buffer = '{}'): Promise<string> =>
  Promise.race([
    client.publishAsync(topic, payload, { qos: 1 }).then(
      () => 'acknowledged',
      () => 'cut',
    ),
    onceClosed(client).then(() => 'cut'),
  ]);

describe('a device at the broker', () => {
  it('gets its message to the rule with identity from certificate and topic', async () => {
    const { device, provision, records, events } = await startTestBroker();
    const client = await device('ct-kapkoros-1a', await provision('ct-kapkoros-1a', 'kapkoros'));
    expect(await publish(client, own, 'no JSON \xff')).toBe('acknowledged');
    const event = basicIngestTopic(rules.deviceEvent, 'kapkoros', 'ct-kapkoros-1a', 'evt');
    expect(await publish(client, event, '{"v":1}')).toBe('acknowledged');
    const identity = { factoryId: 'kapkoros', deviceId: 'ct-kapkoros-1a', clientId: 'ct-kapkoros-1a' };
    const payload = Buffer.from('no JSON \xff').toString('base64');
    expect(records).toEqual([{ ...identity, payload, receivedAtMs: 1_795_000_000_000 }]);
    expect(events).toEqual([{ ...identity, payload: 'eyJ2IjoxfQ==', receivedAtMs: 1_795_000_000_000 }]);
  });

  it('hears PUBACK only after the record is safe, and is cut where it cannot be made safe', async () => {
    const { promise: appended, resolve: append } = Promise.withResolvers<void>();
    let diskFull = false;
    const telemetry = () => (diskFull ? Promise.reject(new Error('disk full')) : appended);
    const { device, provision } = await startTestBroker({ telemetry });
    const client = await device('ct-kapkoros-1a', await provision('ct-kapkoros-1a', 'kapkoros'));
    let acknowledged = false;
    const acknowledgement = publish(client, own).then((answer) => {
      acknowledged = true;
      return answer;
    });
    // A round trip on the same connection: had there been a PUBACK, it would be here by now.
    await client.subscribeAsync('anything').catch(() => undefined);
    expect(acknowledged).toBe(false);
    append();
    expect(await acknowledgement).toBe('acknowledged');
    diskFull = true;
    expect(await publish(client, own)).toBe('cut');
  });

  it.each([
    ['another device’s topic', telemetryTopic('kapkoros', 'ct-kapkoros-2a')],
    ['another factory’s topic', telemetryTopic('momul', 'ct-kapkoros-1a')],
    ['the wrong rule', basicIngestTopic(rules.deviceEvent, 'kapkoros', 'ct-kapkoros-1a', 'tel')],
    ['the plain topic past the rule', 'ct/v1/kapkoros/ct-kapkoros-1a/tel'],
    ['a live topic', liveTopic('kapkoros')],
    ['another device’s shadow', shadowTopics('ct-kapkoros-2a').update],
    ['what only AWS IoT says of its shadow', shadowTopics('ct-kapkoros-1a').delta],
    ['another device’s job', jobTopics('ct-kapkoros-2a').update('firmware-7')],
    ['what only AWS IoT says of its jobs', jobTopics('ct-kapkoros-1a').notifyNext],
  ])('is cut when it publishes to %s, and nothing reaches a rule', async (_, topic) => {
    const { device, provision, records, events } = await startTestBroker();
    const client = await device('ct-kapkoros-1a', await provision('ct-kapkoros-1a', 'kapkoros'));
    expect(await publish(client, topic)).toBe('cut');
    expect([...records, ...events]).toEqual([]);
  });

  it('is cut when its payload is above 128 kB, and not below', async () => {
    const { device, provision, records } = await startTestBroker();
    const client = await device('ct-kapkoros-1a', await provision('ct-kapkoros-1a', 'kapkoros'));
    expect(await publish(client, own, Buffer.alloc(128 * 1_024, 'x'))).toBe('acknowledged');
    expect(await publish(client, own, Buffer.alloc(128 * 1_024 + 1, 'x'))).toBe('cut');
    expect(records).toHaveLength(1);
  });

  it.each([
    own,
    '#',
    '+/#',
    '$aws/#',
    '$aws/things/#',
    '$aws/things/ct-kapkoros-1a/#',
    telemetryTopic('+', '+'),
    liveTopic('kapkoros'),
    shadowTopics('ct-kapkoros-1a').update,
    shadowTopics('ct-kapkoros-2a').delta,
    shadowTopics('ct-kapkoros-2a').accepted,
    shadowTopics('+').delta,
    jobTopics('ct-kapkoros-2a').notifyNext,
    jobTopics('+').notifyNext,
  ])('may not subscribe to %s', async (filter) => {
    const { device, provision } = await startTestBroker();
    const client = await device('ct-kapkoros-1a', await provision('ct-kapkoros-1a', 'kapkoros'));
    const granted = await client.subscribeAsync(filter).then(
      (answers) => answers.map(({ qos }) => qos),
      () => [128],
    );
    expect(granted).toEqual([128]);
  });

  it('may subscribe to what its own shadow and its own jobs say, and answer a job', async () => {
    const { device, provision } = await startTestBroker();
    const client = await device('ct-kapkoros-1a', await provision('ct-kapkoros-1a', 'kapkoros'));
    const { delta, accepted, rejected } = shadowTopics('ct-kapkoros-1a');
    const { notifyNext, gotNext, getNext, update } = jobTopics('ct-kapkoros-1a');
    const grants = await client.subscribeAsync([delta, accepted, rejected, notifyNext, gotNext], { qos: 1 });
    expect(grants.map(({ qos }) => qos)).toEqual([1, 1, 1, 1, 1]);
    expect(await publish(client, getNext)).toBe('acknowledged');
    expect(await publish(client, update('firmware-7'))).toBe('acknowledged');
  });

  it('cannot connect under a foreign client id', async () => {
    const { device, provision } = await startTestBroker();
    const keys = await provision('ct-kapkoros-1a', 'kapkoros');
    await provision('ct-kapkoros-2a', 'kapkoros');
    await expect(device('ct-kapkoros-2a', keys)).rejects.toThrow('closed before CONNACK');
    await expect(device('', keys)).rejects.toThrow('closed before CONNACK');
    expect((await device('ct-kapkoros-1a', keys)).connected).toBe(true);
  });

  it('takes its own session over when it connects again', async () => {
    const { device, provision, records } = await startTestBroker();
    const keys = await provision('ct-kapkoros-1a', 'kapkoros');
    const first = await device('ct-kapkoros-1a', keys);
    const cut = onceClosed(first);
    const second = await device('ct-kapkoros-1a', keys);
    await cut;
    expect(await publish(second, own)).toBe('acknowledged');
    expect(records).toHaveLength(1);
  });

  it('is cut while connected when its certificate is revoked, and does not come back in', async () => {
    const { device, provision, registry } = await startTestBroker();
    const keys = await provision('ct-kapkoros-1a', 'kapkoros');
    const other = await device('ct-kapkoros-2a', await provision('ct-kapkoros-2a', 'kapkoros'));
    const client = await device('ct-kapkoros-1a', keys);
    const cut = onceClosed(client);
    await registry.deactivate(keys.certificateId);
    await cut;
    await expect(device('ct-kapkoros-1a', keys)).rejects.toThrow('closed before CONNACK');
    expect(other.connected).toBe(true);
  });
});

describe('a device whose provisioning was repeated', () => {
  it('has one certificate in force, and none after it is revoked', async () => {
    const { device, provision, identity } = await startTestBroker();
    const [lost, kept] = [
      await provision('ct-kapkoros-1a', 'kapkoros'),
      await provision('ct-kapkoros-1a', 'kapkoros'),
    ];
    await expect(device('ct-kapkoros-1a', lost)).rejects.toThrow('closed before CONNACK');
    const cut = onceClosed(await device('ct-kapkoros-1a', kept));
    // As when the second call broke off too: no certificate is on record.
    await identity.revoke({ deviceId: 'ct-kapkoros-1a', certificateId: null });
    await cut;
    await expect(device('ct-kapkoros-1a', kept)).rejects.toThrow('closed before CONNACK');
  });
});

describe('certificates at the broker', () => {
  it('accepts a signed one at the TLS layer: the refusals below are not for want of a listener', async () => {
    const { broker, authority, provision } = await startTestBroker();
    const keys = await provision('ct-kapkoros-1a', 'kapkoros');
    expect(await tlsAccepted(broker.port, authority.caPem, keys)).toBe(true);
  });

  it('refuses none, a self-made one, an expired one, and one signed but registered for nobody', async () => {
    const { broker, authority, device, provision, registry } = await startTestBroker();
    const stranger = await openCertificateAuthority(await temporaryFolder());
    const selfMade = await stranger.issueDevice('ct-kapkoros-1a');
    const expired = await authority.issueDevice('ct-kapkoros-1a', -1);
    await provision('ct-kapkoros-1a', 'kapkoros');
    for (const keys of [selfMade, expired]) {
      const { certificateId } = keys;
      const attributes = { factoryId: 'kapkoros' };
      await registry.register({
        certificateId,
        thingName: 'ct-kapkoros-1a',
        attributes,
        status: 'ACTIVE',
      });
    }
    expect(await tlsAccepted(broker.port, authority.caPem, {})).toBe(false);
    expect(await tlsAccepted(broker.port, authority.caPem, selfMade)).toBe(false);
    expect(await tlsAccepted(broker.port, authority.caPem, expired)).toBe(false);
    const unregistered = await authority.issueDevice('ct-kapkoros-1a');
    await expect(device('ct-kapkoros-1a', unregistered)).rejects.toThrow('closed before CONNACK');
  });
});
