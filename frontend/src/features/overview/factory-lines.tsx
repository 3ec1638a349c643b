import type { ReactNode } from 'react';
import { useFormat } from '../../lib/format/use-format.ts';
import type { Attention, FactoryLine } from './attention.ts';
import { AttentionChip } from './attention-chip.tsx';
import styles from './overview.module.css';

type Props = {
  lines: readonly { factory: FactoryLine; attention: Attention }[];
  factoryLink: (factoryId: string, name: string) => ReactNode;
};

/** The map's twin: every factory with its status in words and its rate. */
export const FactoryLines = ({ lines, factoryLink }: Props) => {
  const format = useFormat();
  return (
    <ul className={styles.lines}>
      {lines.map(({ factory, attention }) => (
        <li key={factory.factoryId}>
          {factoryLink(factory.factoryId, factory.name)}
          <AttentionChip factory={factory} attention={attention} />
          <span className={`${styles.small} ${styles.rate}`}>{format.rate(factory.rateKgPerS)}</span>
        </li>
      ))}
    </ul>
  );
};
