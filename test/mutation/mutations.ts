/** One wrong line: in `file` under `lambdas/domain`, `find` (which must occur once) becomes `replace`. */
export type Mutation = { readonly file: string; readonly find: string; readonly replace: string };

const of = (file: string, ...pairs: readonly (readonly [find: string, replace: string])[]): Mutation[] =>
  pairs.map(([find, replace]) => ({ file, find, replace }));

export const mutations: readonly Mutation[] = [
  ...of('nairobi.ts', ['3 * hourMs;', '2 * hourMs;']),
  ...of(
    'reading-clock.ts',
    ['aheadMs <= clockAheadToleranceMs', 'aheadMs < clockAheadToleranceMs'],
    ['=== 0', '=== 1'],
  ),
  ...of(
    'dated.ts',
    ['ms < dated.toMs', 'ms <= dated.toMs'],
    ['b.fromMs - a.fromMs', 'a.fromMs - b.fromMs'],
    ['candidate.revision > found.revision', 'candidate.revision < found.revision'],
  ),
  ...of(
    'physics/co2-sensor.ts',
    ['rawPpm >= fullScalePpm', 'rawPpm > fullScalePpm'],
    ['(dilutionRatio - 1) * airPpm', 'dilutionRatio * airPpm'],
  ),
  ...of(
    'physics/uncertainty.ts',
    ['(2 * budget.firstDimensionRelative) ** 2', 'budget.firstDimensionRelative ** 2'],
    ["=== 'dry' ?", "=== 'wet' ?"],
  ),
  ...of(
    'convert-reading.ts',
    ['leastCountingTimeQuality = 2', 'leastCountingTimeQuality = 1'],
    ["|| co2.state === 'over_range'", ''],
    ["temperature.state === 'valid' && isHot", 'isHot'],
    ['return isValid ? false : null', 'return false'],
    ['co2.value >= firingCo2DryFraction', 'co2.value > firingCo2DryFraction'],
  ),
  ...of(
    'co2-channel.ts',
    ["basis === 'wet' ?", "basis === 'dry' ?"],
    ["if (value < 0) return 'under_range';", ''],
  ),
  ...of(
    'velocity-channel.ts',
    ['raw / 100', 'raw / 1_000'],
    ["? 'under_range' : claimed", "? 'valid' : claimed"],
  ),
  ...of(
    'fold/fold-input.ts',
    ['maxFoldedPerMinute = 24', 'maxFoldedPerMinute = 25'],
    ['maxGapSamplePeriods = 3', 'maxGapSamplePeriods = 4'],
  ),
  ...of('fold/max-gap.ts', ['Math.max', 'Math.min']),
  ...of(
    'fold/primary-readings.ts',
    ['compareReadings(before, reading) !== 0', 'true'],
    ['last.minute === minute ?', 'last.minute <= minute ?'],
    ['=== reading.deviceId &&', '!== null &&'],
  ),
  ...of(
    'fold/minute-buckets.ts',
    ["if (converted.marks.includes('clock_uncertain')) continue;", ''],
    ['a.reading.deviceId === b.reading.deviceId &&', ''],
    ['  b.counts &&\n', ''],
    ['<= maxGapMs(a.reading', '< maxGapMs(a.reading'],
  ),
  ...of(
    'fold/operating-states.ts',
    ['minute - known.atMs <= stateCarryMs', 'minute - known.atMs < stateCarryMs'],
    [": 'firing';", ": 'off';"],
    ["observed === 'unknown' && isOff", 'isOff'],
    ['&& minute + minuteMs <= off.toMs', ''],
    ['if (converted.reading.timeQuality < leastCountingTimeQuality) continue;', ''],
  ),
  ...of(
    'fold/stale.ts',
    ['>= staleAfterMs', '> staleAfterMs'],
    ['if (looksFiring === false) {', 'if (looksFiring === null) {'],
    ['before.deviceId === after.deviceId &&', ''],
    ['&& isNextTo(last.converted.reading, reading)', ''],
    ['|| reading.timeQuality < leastCountingTimeQuality', ''],
  ),
  ...of('fold/timeline.ts', ['minute.startMs < input.nowMs', 'minute.startMs <= input.nowMs']),
  ...of(
    'fold/possible-readings.ts',
    ['(before ?? known[0])', '(known[0] ?? before)'],
    ['Math.floor(seconds / period)', 'seconds / period'],
  ),
  ...of('fold-hour.ts', ["state.effective === 'firing'", "state.observed === 'firing'"]),
  ...of('fold-minutes.ts', ['isFiring ? bucket.massKg : 0', 'bucket.massKg']),
  ...of(
    'emission-totals.ts',
    ['5 * validReadings >=', '5 * validReadings >'],
    ['Math.min(1, ', 'Math.max(0, '],
    ['|| fold.coveredMs > 0', '|| true'],
    ['total + kg * kg', 'total + kg'],
  ),
  ...of(
    'substitute-hours.ts',
    ['slot.substitution !== null || slot.provisional', 'slot.substitution !== null'],
    [
      'run.operatingMinutes > longestNeighbourGapMinutes',
      'run.operatingMinutes >= longestNeighbourGapMinutes',
    ],
    ['reference.length < leastReferenceHours', 'reference.length <= leastReferenceHours'],
    ['!== hourMs) return null', '!== hourMs) continue'],
    ['(recompute || isValidHour(slot.fold))', 'recompute'],
    ['undefined || slot.provisional) return null', 'undefined) return null'],
  ),
  ...of('p95-rate.ts', ['Math.ceil(0.95 * rates.length) - 1', 'Math.ceil(0.95 * rates.length)']),
  ...of(
    'alerts/episode.ts',
    ['>= rule.forMs', '> rule.forMs'],
    ['if (sample.toMs <= open.openedAtMs) continue;', ''],
    ['|| sample.fromMs < rule.openableFromMs', ''],
    ['return sample.clear ? null : grown(stretch, sample, rule);', 'return grown(stretch, sample, rule);'],
    ['|| sample.fromMs - stretch.toMs > sample.maxPauseMs', ''],
  ),
  ...of(
    'alerts/samples.ts',
    ["state.effective === 'off' ? off : judges", 'judges'],
    ['|| toMs > nowMs', ''],
    ["observed !== 'firing' || ", ''],
  ),
  ...of(
    'alerts/silence.ts',
    ['input.nowMs >= limitAtMs', 'input.nowMs > limitAtMs'],
    ['if (isSilent) return nothing;', ''],
  ),
  ...of('alerts/incident.ts', ['standing.clearedAtMs >= opened.openedAtMs', 'true']),
  ...of(
    'alerts/evaluate-chimney.ts',
    ['? Math.min : Math.max', '? Math.max : Math.max'],
    ['openableForMs = 15', 'openableForMs = 5'],
    ['chimney.inUse ?', 'true ?'],
  ),
  ...of('rank-factories.ts', [
    'other.intensityKgPerKg + other.expandedUncertaintyKgPerKg <\n',
    'other.intensityKgPerKg <\n',
  ]),
  ...of(
    'ranking/period-figures.ts',
    ['coverage < coverageFloor', 'coverage <= coverageFloor'],
    ['Math.floor(coverage * 100)', 'Math.round(coverage * 100)'],
    ['&& day.chimneysReporting >= day.chimneysInUse', ''],
    ['totals.measuredKg + totals.substitutedKg', 'totals.measuredKg'],
  ),
  ...of('ranking/trend.ts', ['<= uncertainty', '<= 0'], ['Math.hypot(current', 'Math.max(current']),
  ...of('rounding.ts', ['new Decimal(a).minus(b).abs().toNumber()', 'Math.abs(a - b)']),
  ...of('factors/sourced.ts', ['date < row.toDate', 'date <= row.toDate']),
  ...of('fuel/fuel-emissions.ts', ['biogenic ? 0 : gases.co2Kg', 'gases.co2Kg']),
];
