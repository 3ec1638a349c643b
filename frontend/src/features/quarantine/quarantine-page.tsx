import type { QuarantineEntry } from '@carbon-track/contract/quarantine.ts';
import { Button } from '../../components/button/button.tsx';
import { Chip } from '../../components/chip/chip.tsx';
import { Field } from '../../components/field/field.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { Loaded } from '../../components/loaded/loaded.tsx';
import { More } from '../../components/loaded/more.tsx';
import { Page } from '../../components/page/page.tsx';
import { usePages } from '../../lib/api/use-pages.ts';
import { download } from '../../lib/download.ts';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { useServices } from '../../lib/services.ts';
import { payloadText } from './payload-text.ts';
import styles from './quarantine.module.css';

const Entry = ({ entry }: { entry: QuarantineEntry }) => {
  const text = useText();
  const format = useFormat();
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        <h2>{entry.deviceId ?? text('quarantine.unknown')}</h2>
        <Chip tone="warn" icon="quarantine">
          {text(`quarantine.reason.${entry.reason}`)}
        </Chip>
      </div>
      <p>{entry.detail}</p>
      <p className={styles.small}>
        {text('quarantine.received', {
          time: entry.receivedAtMs === null ? '—' : format.full(entry.receivedAtMs),
        })}
        {entry.factoryId !== null && ` · ${entry.factoryId}`}
      </p>
      <details>
        <summary>{text('quarantine.bytes')}</summary>
        <pre className={styles.bytes}>{payloadText(entry.payloadBase64)}</pre>
        <Button onClick={() => download(`${entry.entryId}.base64.txt`, entry.payloadBase64, 'text/plain')}>
          <Icon name="download" />
          {text('quarantine.download')}
        </Button>
      </details>
    </li>
  );
};

type Props = { date: string | undefined; onDate: (date: string | undefined) => void };

/** Records that were set aside: why, whose, and the bytes as they came. */
export const QuarantinePage = ({ date, onDate }: Props) => {
  const text = useText();
  const { call } = useServices();
  const entries = usePages<QuarantineEntry>({
    queryKey: ['quarantine', date ?? null],
    read: (cursor) => call('listQuarantine', { query: { date, limit: 50, cursor } }),
  });
  return (
    <Page title={text('quarantine.title')} lead={text('quarantine.lead')}>
      <div className={styles.filter}>
        <Field
          label={text('quarantine.day')}
          type="date"
          value={date ?? ''}
          onChange={(event) => onDate(event.target.value === '' ? undefined : event.target.value)}
        />
      </div>
      <Loaded query={entries}>
        {(items) =>
          items.length === 0 ? (
            <p>{text('quarantine.none')}</p>
          ) : (
            <ul className={styles.list}>
              {items.map((entry) => (
                <Entry key={entry.entryId} entry={entry} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <More list={entries} />
    </Page>
  );
};
