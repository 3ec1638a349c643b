import type { ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';

type Kind = 'primary' | 'secondary' | 'danger' | 'plain';
type Props = ButtonHTMLAttributes<HTMLButtonElement> & { kind?: Kind };

/** Every button is tall enough for a thumb. `type` is button, so that none submits a form by accident. */
export const Button = ({ kind = 'secondary', type = 'button', className = '', ...rest }: Props) => (
  <button type={type} className={`${styles.button} ${styles[kind]} ${className}`} {...rest} />
);
