import { Chip, type Tone } from '../../components/chip/chip.tsx';
import type { IconName } from '../../components/icon/icon.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import type { Attention, FactoryLine } from './attention.ts';

const looks: Record<Attention, { tone: Tone; icon: IconName }> = {
  alert: { tone: 'bad', icon: 'alert' },
  silent: { tone: 'none', icon: 'none' },
  partial: { tone: 'warn', icon: 'alert' },
  ok: { tone: 'ok', icon: 'ok' },
};

/** The same words on the list as beside the map. */
export const AttentionChip = ({ factory, attention }: { factory: FactoryLine; attention: Attention }) => {
  const text = useText();
  const format = useFormat();
  const words = {
    alert: () => text('attention.alerts', { n: factory.openAlerts }),
    silent: () =>
      factory.lastReadingAtMs === null
        ? text('fresh.never')
        : text('fresh.none', { time: format.dayAndClock(factory.lastReadingAtMs) }),
    partial: () =>
      text('attention.partial', { counted: factory.chimneysReporting, all: factory.chimneysInUse }),
    ok: () => (factory.operatingState === 'off' ? text('boiler.off') : text('attention.ok')),
  };
  return <Chip {...looks[attention]}>{words[attention]()}</Chip>;
};
