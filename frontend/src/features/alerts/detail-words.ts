import type { Alert } from '@carbon-track/contract/alert.ts';
import type { TimeFormat } from '../../lib/format/times.ts';
import type { Text, TextId } from '../../lib/i18n/message-ids.ts';

/** What an alert's English detail may name, in the reader's words. */
const known: Record<string, TextId> = {
  CO2: 'measure.co2',
  'gas temperature': 'measure.temperature',
  velocity: 'measure.velocity',
  'high emission': 'alert.event.high_emission',
  'gas flow': 'alert.event.gas_flow',
  'sensor fault': 'alert.event.sensor_fault',
  'low battery': 'alert.event.low_battery',
  'clock step': 'alert.event.clock_step',
  'gap in its log': 'alert.event.gap',
};
const instant = /\d{4}-\d\d-\d\dT[\d:.]+Z/;
const preface = 'the device reports: ';
const gapOf = /^gap in its log \((\d+) readings\)$/;

const wordOf = (word: string, text: Text): string => {
  const count = gapOf.exec(word)?.[1];
  if (count !== undefined) return text('alert.event.gap_of', { count });
  return known[word] === undefined ? word : text(known[word]);
};

/**
 * What `detail` adds to the alert's cause: which channels, which device events or the last sign of life. Null where the
 * cause says it all. A word of a later version stays as it is.
 */
export const detailWords = (
  { cause, detail }: Pick<Alert, 'cause' | 'detail'>,
  text: Text,
  format: Pick<TimeFormat, 'dayAndClock'>,
): string | null => {
  if (cause === 'device_silent') {
    const last = instant.exec(detail)?.[0];
    return last === undefined
      ? null
      : text('alert.last_sign', { time: format.dayAndClock(Date.parse(last)) });
  }
  if (cause !== 'channel_stale' && cause !== 'over_range' && cause !== 'device_event') return null;
  return detail
    .replace(preface, '')
    .split(', ')
    .map((word) => wordOf(word, text))
    .join(', ');
};
