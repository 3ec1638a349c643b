import type { Alert } from '@carbon-track/contract/alert.ts';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button/button.tsx';
import { Chip } from '../../components/chip/chip.tsx';
import { Failure } from '../../components/loaded/loaded.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import styles from './alerts.module.css';
import { detailWords } from './detail-words.ts';
import { ExplainDialog } from './explain-dialog.tsx';
import { useAlertActions } from './use-alerts.ts';

type Props = {
  alert: Alert;
  /** The chimney's name, or its id where the name is not known. */
  chimney: ReactNode;
  /** Verifiers read; everybody else may act. */
  mayAct: boolean;
  /** Under a factory's own heading the card's is one lower. */
  level: 'h2' | 'h3';
};

const StateChip = ({ alert }: { alert: Alert }) => {
  const text = useText();
  const format = useFormat();
  if (alert.clearedAtMs !== null)
    return (
      <Chip tone="none" icon="ok">
        {text('alert.cleared', { time: format.dayAndClock(alert.clearedAtMs) })}
      </Chip>
    );
  return alert.acknowledgedAtMs === null ? (
    <Chip tone="bad" icon="alert">
      {text('alert.open')}
    </Chip>
  ) : (
    <Chip tone="warn" icon="clock">
      {text('alert.in_hand')}
    </Chip>
  );
};

const Numbers = ({ alert }: { alert: Alert }) => {
  const text = useText();
  const format = useFormat();
  if (alert.peakValue === null) return null;
  const unit = alert.unit ?? '';
  const decimals = Math.abs(alert.peakValue) < 10 ? 2 : 0;
  return (
    <p>
      {text('alert.peak', { value: `${format.decimal(alert.peakValue, decimals)} ${unit}`.trim() })}
      {alert.threshold !== null &&
        ` · ${text('alert.threshold', { value: `${format.decimal(alert.threshold, decimals)} ${unit}`.trim() })}`}
    </p>
  );
};

/** One alert: what, where, since when, who looks after it, and what it was. */
export const AlertCard = ({ alert, chimney, mayAct, level: Heading }: Props) => {
  const text = useText();
  const format = useFormat();
  const [asking, ask] = useState(false);
  const { acknowledge, explain } = useAlertActions(alert.alertId);
  const { acknowledgedAtMs, acknowledgedBy, explanation } = alert;
  const detail = detailWords(alert, text, format);
  return (
    <li className={styles.alert}>
      <div className={styles.head}>
        <Heading>
          {text(`alert.cause.${alert.cause}`)} · {chimney}
        </Heading>
        <StateChip alert={alert} />
      </div>
      <p className={styles.small}>
        {text('alert.since', { time: format.dayAndClock(alert.openedAtMs) })}
        {detail !== null && ` · ${detail}`}
      </p>
      <div className={styles.small}>
        <Numbers alert={alert} />
        {acknowledgedAtMs !== null && (
          <p>
            {text('alert.acknowledged', {
              who: acknowledgedBy ?? '',
              time: format.dayAndClock(acknowledgedAtMs),
            })}
          </p>
        )}
      </div>
      {explanation !== null && <p>{text('alert.explained', { explanation })}</p>}
      {mayAct && (
        <div className={styles.actions}>
          {acknowledgedAtMs === null && (
            <Button kind="primary" disabled={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
              {text('alert.acknowledge')}
            </Button>
          )}
          <Button onClick={() => ask(true)}>
            {explanation === null ? text('alert.cause_question') : text('alert.cause_change')}
          </Button>
        </div>
      )}
      {acknowledge.error !== null && <Failure error={acknowledge.error} />}
      {asking && (
        <ExplainDialog
          known={explanation}
          busy={explain.isPending}
          error={explain.error}
          onSave={(said) => explain.mutate(said, { onSuccess: () => ask(false) })}
          onClose={() => ask(false)}
        />
      )}
    </li>
  );
};
