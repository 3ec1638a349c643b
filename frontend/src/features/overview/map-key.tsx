import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { shapes } from './map-marker.tsx';
import styles from './overview.module.css';
import type { Ramp } from './ramp.ts';

const Sample = ({ look, shape }: { look: string | undefined; shape: string }) => (
  <svg viewBox="-8 -8 16 16" aria-hidden="true" focusable="false">
    <path className={look} d={shape} />
  </svg>
);

export const StatusKey = () => {
  const text = useText();
  return (
    <ul className={styles.key}>
      {(['ok', 'partial', 'alert', 'silent'] as const).map((attention) => (
        <li key={attention}>
          <Sample look={styles[attention]} shape={shapes[attention]} />
          {text(`map.${attention}`)}
        </li>
      ))}
    </ul>
  );
};

/** From the least to the greatest intensity, and who has none. */
export const IntensityKey = ({ ramp }: { ramp: Ramp }) => {
  const text = useText();
  const format = useFormat();
  return (
    <ul className={styles.key}>
      <li>
        {format.intensity(ramp.least)}
        <span className={styles.steps} aria-hidden="true">
          {([1, 2, 3, 4, 5, 6] as const).map((step) => (
            <Sample key={step} look={styles[`ramp${step}`]} shape={shapes.ok} />
          ))}
        </span>
        {text('map.intensity_most', { most: format.intensity(ramp.most) })}
      </li>
      <li>
        <Sample look={styles.ramp0} shape={shapes.ok} />
        {text('map.unranked')}
      </li>
    </ul>
  );
};
