import { type ReactNode, useEffect } from 'react';
import styles from './page.module.css';

type Props = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode };

/** One screen: its heading, which is the tab's title too, and what belongs beside it. */
export const Page = ({ title, lead, actions, children }: Props) => {
  useEffect(() => {
    document.title = `${title} · Carbon Track`;
  }, [title]);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
};

export const Card = ({ label, children }: { label?: string; children: ReactNode }) => (
  <section className={styles.card} {...(label === undefined ? {} : { 'aria-label': label })}>
    {children}
  </section>
);

/** A figure whose ± is part of it but stands back: "41.2 t ± 2.6". */
export const WithRange = ({ words }: { words: string }) => {
  const at = words.indexOf('±');
  if (at < 0) return words;
  return (
    <>
      {words.slice(0, at).trimEnd()} <span className={styles.range}>{words.slice(at)}</span>
    </>
  );
};

/** A figure with its name above and its small print below. */
export const Figure = ({ name, value, note }: { name: ReactNode; value: ReactNode; note?: ReactNode }) => (
  <div className={styles.figure}>
    <div className={styles.name}>{name}</div>
    <div className={styles.value}>{value}</div>
    {note !== undefined && <div className={styles.note}>{note}</div>}
  </div>
);
