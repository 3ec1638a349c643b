import { describe, expect, it } from 'vitest';
import { isAllowed, type PolicyStatement } from '../../../local/broker/policy-evaluator.ts';

const context = {
  clientId: 'ct-a-1',
  thing: { thingName: 'ct-a-1', attributes: { factoryId: 'a*' } },
};
const arn = 'arn:aws:iot:eu-west-1:000000000000:topic';
const allow = (Resource: string | string[], change: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'iot:Publish',
  Resource,
  ...change,
});
const publishes = (topic: string, ...Statement: PolicyStatement[]): boolean =>
  isAllowed([{ Statement }], 'iot:Publish', `${arn}/${topic}`, context);
const variable = (name: string): string => ['$', `{${name}}`].join('');

describe('policies', () => {
  it('allow nothing by default and only what a statement names', () => {
    expect(publishes('x')).toBe(false);
    expect(publishes('x', allow(`${arn}/x`))).toBe(true);
    expect(publishes('xy', allow(`${arn}/x`))).toBe(false);
    expect(publishes('x', allow([`${arn}/y`, `${arn}/x`], { Action: ['iot:Connect', 'iot:Publish'] }))).toBe(
      true,
    );
    expect(publishes('x', allow(`${arn}/x`, { Action: 'iot:Subscribe' }))).toBe(false);
  });

  it('match * and ? over slashes, and every other character only as itself', () => {
    expect(publishes('a/b/c', allow(`${arn}/a/*`))).toBe(true);
    expect(publishes('a/b', allow(`${arn}/a/?`))).toBe(true);
    expect(publishes('a/bc', allow(`${arn}/a/?`))).toBe(false);
    expect(publishes('aXb', allow(`${arn}/a.b`))).toBe(false);
    expect(publishes('a/b', allow(`${arn}/a/+`))).toBe(false);
  });

  it('let a Deny win over any Allow', () => {
    expect(publishes('x', allow('*'), allow(`${arn}/x`, { Effect: 'Deny' }))).toBe(false);
    expect(publishes('y', allow('*'), allow(`${arn}/x`, { Effect: 'Deny' }))).toBe(true);
  });

  it('fill in variables as plain text, and match nothing where a variable has no value', () => {
    const factory = variable('iot:Connection.Thing.Attributes[factoryId]');
    expect(publishes('a*/ct-a-1', allow(`${arn}/${factory}/${variable('iot:ClientId')}`))).toBe(true);
    expect(publishes('abc/ct-a-1', allow(`${arn}/${factory}/ct-a-1`))).toBe(false);
    expect(publishes('x', allow(`${arn}/x${variable('iot:Connection.Thing.Attributes[other]')}`))).toBe(
      false,
    );
    expect(publishes('x', allow(`${arn}/x${variable('aws:username')}`))).toBe(false);
  });

  it('apply a condition only where it is known and met', () => {
    const when = (Condition: PolicyStatement['Condition']) =>
      publishes('x', allow(`${arn}/x`, { ...(Condition && { Condition }) }));
    expect(when({ Bool: { 'iot:Connection.Thing.IsAttached': ['true'] } })).toBe(true);
    expect(when({ Bool: { 'iot:Connection.Thing.IsAttached': 'false' } })).toBe(false);
    expect(when({ IpAddress: { 'aws:SourceIp': '127.0.0.1' } })).toBe(false);
  });
});
