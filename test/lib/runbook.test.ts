import { readFileSync } from 'node:fs';
import { quarantineReasons } from '@carbon-track/contract/quality.ts';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { expect, it } from 'vitest';
import { synthesized } from './synthesized.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

/** The words in code marks in the first column of the table below a heading. */
const rowsBelow = (heading: string): string[] => {
  const [section = ''] = runbook.split(`## ${heading}\n`)[1]?.split('\n## ') ?? [];
  const first = section.split('\n').flatMap((line) => /^\| (`[^|]+)\|/.exec(line)?.[1] ?? []);
  return first.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word));
};

it('says for every alarm, and for nothing else, what to do', () => {
  const alarms = synthesized()
    .app.node.findAll()
    .filter((construct) => construct instanceof Alarm)
    .map(({ node }) => node.id);
  expect(rowsBelow('Alarms').toSorted()).toEqual([...new Set(alarms)].toSorted());
});

it('says for every reason of quarantine, and for nothing else, what to do', () => {
  expect(rowsBelow('Reasons for quarantine').toSorted()).toEqual([...quarantineReasons].toSorted());
});
