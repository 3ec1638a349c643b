import type { LatestEmissions } from '@carbon-track/contract/emissions.ts';
import { Figure, WithRange } from '../../components/page/page.tsx';
import { useFormat } from '../../lib/format/use-format.ts';
import { useText } from '../../lib/i18n/use-text.ts';
import { measuredShare, reportedKg } from './measured-share.ts';

const secondsPerHour = 3_600;

export const TodayCard = ({ latest }: { latest: LatestEmissions }) => {
  const text = useText();
  const format = useFormat();
  const { today } = latest;
  const share = measuredShare(today);
  const missingHours = today.missingOperatingS / secondsPerHour;
  return (
    <section aria-label={text('live.today')}>
      <Figure
        name={text('live.today')}
        value={<WithRange words={format.mass(reportedKg(today), today.expandedUncertaintyKg)} />}
        note={
          <>
            <p>
              {share === null
                ? text('live.nothing_operated')
                : text('live.measured', { share: format.share(share) })}
              {' · '}
              {text('live.capture', { share: format.share(today.capture) })}
            </p>
            {today.substitutedKg > 0 && (
              <p>{text('live.substituted', { mass: format.mass(today.substitutedKg) })}</p>
            )}
            {missingHours > 0 && <p>{text('live.missing', { hours: format.decimal(missingHours, 1) })}</p>}
            {today.origin === 'seeded' && <p>{text('origin.seeded')}</p>}
          </>
        }
      />
    </section>
  );
};

/** Only of a day that is over and has made tea: an unfinished day's quotient means nothing. */
export const IntensityCard = ({ latest }: { latest: LatestEmissions }) => {
  const text = useText();
  const format = useFormat();
  const day = latest.lastCompleteDay;
  return (
    <section aria-label={text('live.intensity')}>
      {day === null ? (
        <Figure
          name={text('live.intensity')}
          value={format.intensity(null)}
          note={text('live.no_complete_day')}
        />
      ) : (
        <Figure
          name={text('live.intensity')}
          value={
            <WithRange
              words={format.intensity(day.intensityKgPerKg, day.intensityExpandedUncertaintyKgPerKg, 'kg')}
            />
          }
          note={
            <>
              <p>{text('live.intensity_day', { day: format.weekday(day.startMs) })}</p>
              <p>
                {day.intensityKgPerKg === null && day.missingOperatingS > 0
                  ? text('live.missing', { hours: format.decimal(day.missingOperatingS / secondsPerHour, 1) })
                  : text('live.capture', { share: format.share(day.capture) })}
              </p>
              {day.origin === 'seeded' && <p>{text('origin.seeded')}</p>}
            </>
          }
        />
      )}
    </section>
  );
};
