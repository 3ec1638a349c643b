import type { BundleRow } from './bundles.ts';
import type { ConvertStoreRow } from './convert-store.ts';
import type { EndToEnd } from './end-to-end.ts';
import type { FirstViewRow } from './first-view.ts';
import { type Column, markdownTable } from './markdown-table.ts';
import type { WriteUnitsRow } from './write-units.ts';

/** 67 factories with three chimneys each, one reading per 5 s. */
const networkReadingsPerS = 201 / 5;

const figures = (heading: string): Column => ({ heading, figures: true });
const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
const times = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ×`;

const section = (title: string, ...paragraphs: readonly string[]): string =>
  [`**${title}**`, ...paragraphs].join('\n\n');

/** (a) */
export const convertStoreSection = (rows: readonly ConvertStoreRow[]): string =>
  section(
    '(a) convert-store with a DynamoDB client that ends before the network, against parsing the same bytes',
    markdownTable(
      [
        { heading: 'a message holds' },
        figures('÷ JSON.parse + schemas (goal ≤ 3)'),
        figures('÷ bare JSON.parse'),
        figures('readings/s per core'),
      ],
      rows.map((row) => [
        row.messages,
        times(row.toJsonAndSchema),
        times(row.toBareJson),
        whole(row.handlerReadingsPerS),
      ]),
    ),
    'Processor time, medians. SDK marshalling and signing are inside, the gzip of the archive is not.',
  );

const goals: Readonly<Record<number, string>> = { 0: '0.20', 1: '0.12' };

/** (b) */
export const writeUnitsSection = (rows: readonly WriteUnitsRow[]): string =>
  section(
    '(b) DynamoDB units per reading; the baseline, one write per reading, is 1',
    markdownTable(
      [
        { heading: 'a message holds' },
        figures('write units'),
        figures('goal ≤'),
        figures('of them minutes'),
        figures('roll-up'),
        figures('watch'),
        figures('read units'),
      ],
      rows.map((row, index) => [
        row.messages,
        row.writesPerReading.toFixed(3),
        goals[index] ?? '',
        row.minuteWritesPerReading.toFixed(3),
        row.rollupWritesPerReading.toFixed(3),
        row.watchWritesPerReading.toFixed(3),
        row.readsPerReading.toFixed(3),
      ]),
    ),
    '201 devices, one reading per 5 s, phases spread; ten minutes of batches, watch runs and one roll-up, after ten that warm up. Units as the store reports them.',
  );

/** (c) */
export const endToEndSection = ({ throughput, latency }: EndToEnd): string =>
  section(
    '(c) The whole system on one machine, publisher, broker, tables and browser sharing its processors',
    markdownTable(
      [
        { heading: 'a message holds' },
        figures('readings/s, TLS publish to stored minute'),
        figures('readings/s, broker alone'),
        figures('broker alone ÷ whole path'),
        figures('whole path ÷ a network of 201 devices'),
      ],
      throughput.map((row) => [
        row.messages,
        whole(row.storedReadingsPerS),
        whole(row.brokerReadingsPerS),
        times(row.brokerReadingsPerS / row.storedReadingsPerS),
        times(row.storedReadingsPerS / networkReadingsPerS),
      ]),
    ),
    `${throughput[0]?.devices ?? 0} devices with a certificate each, one message in flight per device, ${throughput.map((row) => whole(row.readings)).join(' and ')} readings, each found in the store afterwards. Broker alone: the same messages, acknowledged and not appended.`,
    markdownTable(
      [
        { heading: 'taken → painted on the Live page in Chromium' },
        figures('p50, s'),
        figures('p95, s (goal ≤ 3)'),
        figures('p95 ÷ sample period of 5 s'),
      ],
      [
        [
          `${latency.paints} readings, ${latency.devices} devices publishing every 5 s`,
          latency.p50S.toFixed(2),
          latency.p95S.toFixed(2),
          times(latency.p95S / 5),
        ],
      ],
    ),
    'The live stream is read in batches of 1 s, which is inside.',
  );

/** (d) */
export const bundlesSection = (rows: readonly BundleRow[]): string =>
  section(
    '(d) Lambda bundles',
    markdownTable(
      [{ heading: 'Lambda' }, figures('minified, kB (goal ≤ 450)'), figures('start ÷ empty Node')],
      rows.map((row) => [
        row.lambda === 'devices' ? 'devices (goal ≤ 550)' : row.lambda,
        whole(row.minifiedKb),
        times(row.initRatio),
      ]),
    ),
    'Start: Node and the import of the bundle, against Node with an empty file; they take turns, and the quickest of each counts.',
  );

/** (e) */
export const firstViewSection = (rows: readonly FirstViewRow[]): string =>
  section(
    '(e) A factory’s Live page on a phone of 360 px, signed in, from the address to its figures',
    markdownTable(
      [
        { heading: 'line and processor' },
        figures('figures there, s (goal ≤ 5)'),
        figures('largest paint, s (goal ≤ 2.5 on the first line)'),
        figures('layout shift (goal ≤ 0.05)'),
        figures('again, s (goal ≤ 1.5)'),
        figures('first visit ÷ again'),
      ],
      rows.map(({ line, cold, warm }) => [
        line,
        cold.dataS.toFixed(1),
        cold.lcpS.toFixed(1),
        cold.cls.toFixed(3),
        warm.dataS.toFixed(1),
        times(cold.dataS / warm.dataS),
      ]),
    ),
    'Medians of five visits with nothing in the cache, and of five more that follow them. Chromium plays line and phone; the gateway of the laptop answers with HTTP/1.1.',
  );

/** Where and when, so that the figures can be judged; nothing that names a machine. */
export const circumstances = (atMs: number, nodeVersion: string, cpus: number): string =>
  `Measured on ${new Date(atMs).toISOString().slice(0, 10)}, Node ${nodeVersion}, ${cpus} CPUs.`;
