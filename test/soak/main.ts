import { soakOptions } from './options.ts';
import { runSoak } from './run.ts';

const options = soakOptions(process.argv.slice(2));
console.log(
  `Soak with seed ${options.seed}: ${options.devices} devices or more, ${options.minutes} virtual minutes …`,
);
const startedAtMs = Date.now();
const report = await runSoak(options);
console.log(`readings produced        ${report.produced}, in ${report.messages} messages
messages sent            ${report.sent} (again after a crash: ${report.sent - report.messages})
messages acknowledged    ${report.acknowledged}
readings stored          ${report.stored}
duplicates absorbed      ${report.duplicatesAbsorbed}
quarantined by reason    ${JSON.stringify(report.quarantined)}
worker killed            ${report.kills} times
chimney-hours compared   ${report.hoursCompared}
largest difference       ${report.largestDifference.toExponential(2)} (relative; allowed 1e-9)
took                     ${((Date.now() - startedAtMs) / 1_000).toFixed(1)} s`);
for (const difference of report.differences.slice(0, 20)) console.error(`DIFFERENCE ${difference}`);
if (report.differences.length > 0) {
  console.error(`${report.differences.length} differences. The same --seed makes the same readings again.`);
  process.exitCode = 1;
}
