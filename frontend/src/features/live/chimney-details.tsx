import type { ChimneySnapshot, EmissionTotals } from '@carbon-track/contract/emissions.ts';
import type { ReactNode } from 'react';
import { Chip } from '../../components/chip/chip.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { brokenChannel } from '../../lib/live/no-rate.ts';
import styles from './live.module.css';
import { measuredShare, reportedKg } from './measured-share.ts';

type ChannelState = ChimneySnapshot['co2DryFraction']['state'];

/** Why a chimney has no rate, in one chip. */
export const RateReason = ({ snapshot }: { snapshot: ChimneySnapshot }) => {
  const text = useText();
  const broken = brokenChannel(snapshot);
  if (broken === null) return null;
  return (
    <Chip tone="warn" icon="alert">
      {text(`chimney.${broken.channel}`)}: {text(`channel.${broken.state}`)}
    </Chip>
  );
};

const ChannelNote = ({ state }: { state: ChannelState }) => {
  const text = useText();
  if (state === 'valid') return null;
  return (
    <Chip tone={state === 'assumed' ? 'none' : 'warn'} icon={state === 'assumed' ? 'clock' : 'alert'}>
      {text(`channel.${state}`)}
    </Chip>
  );
};

const Row = ({ name, value, state }: { name: string; value: ReactNode; state?: ChannelState }) => (
  <div className={styles.row}>
    <dt>{name}</dt>
    <dd>
      {value} {state !== undefined && <ChannelNote state={state} />}
    </dd>
  </div>
);

/** Every channel of the newest reading with its unit and, if it does not simply count, the reason. */
export const ChimneyDetails = ({ snapshot, today }: { snapshot: ChimneySnapshot; today: EmissionTotals }) => {
  const text = useText();
  const format = useFormat();
  const { co2DryFraction: co2, gasTemperatureC: gas, velocityMPerS: velocity, pressurePa } = snapshot;
  const share = measuredShare(today);
  return (
    <dl className={styles.rows}>
      <Row
        name={text('chimney.rate')}
        value={format.rate(snapshot.rateKgPerS, snapshot.expandedUncertaintyKgPerS)}
      />
      <Row
        name={text('chimney.co2')}
        value={co2.value === null ? '—' : `${format.ppm(co2.value)} (${format.volumePercent(co2.value)})`}
        state={co2.state}
      />
      <Row name={text('chimney.temperature')} value={format.celsius(gas.value)} state={gas.state} />
      <Row
        name={text('chimney.velocity')}
        value={format.metresPerSecond(velocity.value)}
        state={velocity.state}
      />
      <Row
        name={text('chimney.pressure')}
        value={format.kilopascal(pressurePa.value)}
        state={pressurePa.state}
      />
      <Row
        name={text('live.today')}
        value={`${format.mass(reportedKg(today), today.expandedUncertaintyKg)}${share === null ? '' : ` · ${text('live.measured', { share: format.share(share) })}`}`}
      />
      <Row name={text('chimney.taken')} value={format.full(snapshot.takenAtMs)} />
      <Row name={text('chimney.device')} value={snapshot.deviceId} />
      {snapshot.marks.length > 0 && (
        <Row
          name={text('chimney.marks')}
          value={
            <ul>
              {snapshot.marks.map((mark) => (
                <li key={mark}>{text(`mark.${mark}`)}</li>
              ))}
            </ul>
          }
        />
      )}
    </dl>
  );
};
