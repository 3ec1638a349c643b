import { Chip } from '../../components/chip/chip.tsx';
import { Failure } from '../../components/loaded/loaded.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { minuteMs } from '../../lib/time/nairobi.ts';
import { useNow } from '../../lib/time/use-now.ts';
import { AlertList } from './alert-list.tsx';
import styles from './alerts.module.css';
import { quietSinceMs } from './quiet-since.ts';
import { useAlertHistory, useOpenAlerts } from './use-alerts.ts';

type Props = { factoryId: string; chimneyNames: ReadonlyMap<string, string>; mayAct: boolean };

export const NoAlerts = ({ sinceMs }: { sinceMs: number | null }) => {
  const text = useText();
  const format = useFormat();
  const nowMs = useNow(minuteMs);
  return (
    <Chip tone="ok" icon="ok">
      {sinceMs === null
        ? text('alerts.none_ever')
        : text('alerts.none_since', { time: format.dayOrClock(sinceMs, nowMs) })}
    </Chip>
  );
};

/** The open alerts of a factory on its Live screen, or since when there is none. */
export const FactoryAlerts = ({ factoryId, chimneyNames, mayAct }: Props) => {
  const text = useText();
  const open = useOpenAlerts(factoryId);
  const history = useAlertHistory(factoryId);
  const items = open.data?.items ?? [];
  return (
    <section aria-label={text('alerts.title')} className={styles.section}>
      <h2>{text('alerts.title')}</h2>
      {open.error !== null && <Failure error={open.error} />}
      {open.data !== undefined && items.length === 0 && (
        <div>
          <NoAlerts sinceMs={quietSinceMs(history.data ?? [])} />
        </div>
      )}
      <AlertList
        alerts={items}
        chimney={(chimneyId) => chimneyNames.get(chimneyId) ?? chimneyId}
        mayAct={mayAct}
        level="h3"
      />
    </section>
  );
};
