import type { DeviceConfigurationState } from '@carbon-track/contract/device-configuration.ts';
import { Chip } from '../../components/chip/chip.tsx';
import { Notice } from '../../components/notice/notice.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { fieldNamed, wordsOfRule } from './configuration-fields.ts';
import styles from './devices.module.css';

type Refusal = NonNullable<DeviceConfigurationState['refused']>;

const RefusalNotice = ({ refused }: { refused: Refusal }) => {
  const text = useText();
  const field = fieldNamed(refused.key);
  const words = wordsOfRule(refused.rule);
  const name = field === null ? refused.key : text(`config.field.${field}`);
  return (
    <Notice tone="bad" role="status">
      <p>{text('config.refused', { rev: refused.rev })}</p>
      <p>
        {name}: {words === null ? refused.rule : text(words)}
      </p>
    </Notice>
  );
};

const StateChip = ({ state }: { state: DeviceConfigurationState }) => {
  const text = useText();
  const format = useFormat();
  if (state.pendingSinceMs !== null)
    return (
      <Chip tone="warn" icon="none">
        {text('config.pending', { time: format.dayAndClock(state.pendingSinceMs) })}
      </Chip>
    );
  return state.reported === null ? (
    <Chip tone="none" icon="none">
      {text('config.never')}
    </Chip>
  ) : (
    <Chip tone="ok" icon="ok">
      {text('config.agreed')}
    </Chip>
  );
};

/** What the device says is in force, what is wished of it, and why it took that not. */
export const ConfigurationStatus = ({ state }: { state: DeviceConfigurationState }) => {
  const text = useText();
  const revision = (side: { rev: number } | null): string =>
    side === null ? '—' : text('config.revision', { rev: side.rev });
  return (
    <div className={styles.form} role="status">
      <div>
        <StateChip state={state} />
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{text('config.in_force')}</dt>
          <dd>{revision(state.reported)}</dd>
        </div>
        <div>
          <dt>{text('config.wished')}</dt>
          <dd>{revision(state.desired)}</dd>
        </div>
      </dl>
      {state.refused !== null && <RefusalNotice refused={state.refused} />}
    </div>
  );
};
