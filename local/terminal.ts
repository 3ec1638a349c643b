import { relative } from 'node:path';
import type { SeedProgress } from './seed/seed-system.ts';
import type { RunningSystem } from './system.ts';

const barWidth = 30;

/** One line that grows while the demonstration network is made; plain text where no terminal is. */
export const seedProgressBar = (stream: NodeJS.WriteStream) => {
  let shown = -1;
  return ({ done, total, label }: SeedProgress): void => {
    const percent = Math.floor((done / total) * 100);
    if (percent === shown) return;
    shown = percent;
    if (!stream.isTTY) {
      if (percent % 25 === 0) stream.write(`Seeding the demonstration network: ${percent} %\n`);
      return;
    }
    const full = Math.round((done / total) * barWidth);
    const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
    stream.write(`\r\x1b[2KSeeding ${bar} ${percent} % ${label}${done === total ? '\n' : ''}`);
  };
};

/** Short where it lies below the folder one works in. */
const here = (path: string): string => {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') ? path : short;
};

/** What a person needs to go on, in the order he needs it. */
export const welcome = (system: RunningSystem, dataDir: string): string => {
  const { urls, mqtt, sampleDevice, demoLogins } = system;
  const width = Math.max(...demoLogins.map(({ email }) => email.length));
  const logins = demoLogins.map(
    ({ email, password, role, factoryId }) =>
      `    ${email.padEnd(width)}  ${password}  ${role}${factoryId === null ? '' : ` of ${factoryId}`}`,
  );
  const manifest = here(`${dataDir}/simulator.json`);
  const isDefaultFolder = manifest === '.carbon-track/simulator.json';
  const publish = `npm run publish -- --co2 90000 --gas 300 --velocity 4${isDefaultFolder ? '' : ` --manifest ${manifest}`}`;
  const device =
    sampleDevice === null
      ? []
      : [
          `  Sample certificate  ${here(sampleDevice.certPath)}`,
          `  Its key             ${here(sampleDevice.keyPath)}`,
          `  Its client id       ${sampleDevice.deviceId}`,
          `  Its topic           ${sampleDevice.topic}`,
          `  Publish by hand     ${publish}`,
        ];
  return [
    '',
    'Carbon Track is running. Everything below is on this machine only; history is invented for demonstration.',
    '',
    `  Portal              ${urls.portal}`,
    `  API docs            ${urls.docs}`,
    '  Sign in as',
    ...logins,
    '',
    `  MQTT (mutual TLS)   ${mqtt.host}:${mqtt.port}`,
    `  CA certificate      ${here(mqtt.caPath)}`,
    ...device,
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
};
