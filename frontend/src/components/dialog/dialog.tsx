import { type ReactNode, useEffect, useRef } from 'react';
import styles from './dialog.module.css';

type Props = { title: string; onClose: () => void; children: ReactNode };

/** The browser's own modal: it keeps the focus inside, closes on Escape and gives the focus back. */
export const Dialog = ({ title, onClose, children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={title} onClose={onClose}>
      <h2>{title}</h2>
      {children}
    </dialog>
  );
};
