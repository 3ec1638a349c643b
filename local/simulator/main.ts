import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { faultScriptSchema } from './fault-script.ts';
import { readManifest } from './manifest.ts';
import { type SimulatorOptions, startSimulator } from './simulator.ts';

const usage = `Publishes for the devices of a manifest over MQTT with client certificates.
  --manifest PATH        devices and certificates, written by npm start
  --data PATH            folder that keeps each device's sequence numbers
  --speed N              boilers live N times faster; time stamps stay true (default 1)
  --plant-shift S        shift the boilers' day by S seconds (default 0)
  --report-every S       seconds per message until set otherwise (default 5)
  --faults on|off|PATH   usual faults, none, or a JSON script (default on)
  --devices A,B          only these devices`;

const faultsOf = (text: string): Pick<SimulatorOptions, 'faults'> => {
  if (text === 'on') return {};
  return { faults: text === 'off' ? [] : faultScriptSchema.parse(JSON.parse(readFileSync(text, 'utf8'))) };
};

const optionsOf = (args: readonly string[]): SimulatorOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      manifest: { type: 'string' },
      data: { type: 'string' },
      speed: { type: 'string', default: '1' },
      'plant-shift': { type: 'string', default: '0' },
      'report-every': { type: 'string', default: '5' },
      faults: { type: 'string', default: 'on' },
      devices: { type: 'string' },
    },
  });
  if (values.manifest === undefined || values.data === undefined) throw new Error(usage);
  return {
    manifest: readManifest(values.manifest),
    dataFolder: values.data,
    speed: Number(values.speed),
    plantShiftS: Number(values['plant-shift']),
    reportEveryS: Number(values['report-every']),
    ...faultsOf(values.faults),
    ...(values.devices === undefined ? {} : { deviceIds: values.devices.split(',') }),
  };
};

const simulator = startSimulator(optionsOf(process.argv.slice(2)));
const stop = (): void => {
  simulator.stop().finally(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// The parent went away without a word: nobody is left to publish for.
process.on('disconnect', stop);
