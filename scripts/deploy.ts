// `npm run deploy -- [-c name=value …]`: checks that the account can hold the chosen archive, then deploys.
import { spawnSync } from 'node:child_process';
import { TimestreamWriteClient } from '@aws-sdk/client-timestream-write';
import { timestreamAccess } from './timestream-access.ts';

const outputs = 'cdk.out/outputs.json';
const args = process.argv.slice(2);

if (args.some((arg) => arg.includes('telemetryArchive=timestream'))) {
  if ((await timestreamAccess(new TimestreamWriteClient({}))) === 'closed') {
    console.error(
      'This AWS account may not use Timestream for LiveAnalytics (closed to new customers since 2025-06-20); ' +
        'deploy with -c telemetryArchive=s3 instead.',
    );
    process.exit(1);
  }
}

const deployed = spawnSync('cdk', ['deploy', '--all', '--outputs-file', outputs, ...args], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (deployed.status !== 0) {
  console.error('The deployment stopped. Mend what stands above and run the same command again.');
  process.exit(deployed.status ?? 1);
}
console.log(
  `Deployed. ${outputs} holds the portal's config.json and the addresses; docs/deploy.md says what is next.`,
);
