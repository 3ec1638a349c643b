import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react';
import styles from './field.module.css';

type Shared = { label: ReactNode; hint?: ReactNode; error?: string | undefined };

const describedBy = (id: string, { hint, error }: Shared): { 'aria-describedby'?: string } =>
  hint === undefined && error === undefined ? {} : { 'aria-describedby': `${id}-more` };

const More = ({ id, hint, error }: Pick<Shared, 'hint' | 'error'> & { id: string }) =>
  hint === undefined && error === undefined ? null : (
    <span id={`${id}-more`} className={error === undefined ? styles.hint : styles.error}>
      {error ?? hint}
    </span>
  );

export const Field = (props: Shared & InputHTMLAttributes<HTMLInputElement>) => {
  const { label, hint, error, ...input } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-invalid={error !== undefined} {...describedBy(id, props)} {...input} />
      <More id={id} hint={hint} error={error} />
    </div>
  );
};

export const Select = (props: Shared & SelectHTMLAttributes<HTMLSelectElement>) => {
  const { label, hint, error, ...select } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} {...describedBy(id, props)} {...select} />
      <More id={id} hint={hint} error={error} />
    </div>
  );
};
