type Range = readonly [least: number, most: number, initial: number];

/** What a device's kind fields stand for, by number. The numbers keep their meaning for ever: devices store them. */
export const sensorKinds = {
  co2Kind: ['none', 'mhz19', 'gss', 'k33'],
  gasKind: ['none', 'max31855', 'max6675'],
  flowKind: ['none', 'pulse', 'wind_rs485', 'sdp8xx'],
  barometerKind: ['none', 'bmp280'],
} as const;

/** Least, most and initial value of every number that can be set on a device. */
const ranges = {
  // Of a minute 24 readings are folded: at 2 s the rest of each minute would not count.
  samplePeriodS: [3, 300, 5],
  reportEveryS: [1, 3_600, 5],
  // For the alerts a device raises by itself; the cloud has its own dated chimney configuration.
  areaMm2: [1_000, 100_000_000, 567_450],
  profilePermille: [300, 2_000, 1_000],
  moisturePermille: [0, 600, 0],
  altitudeM: [0, 4_000, 2_000],
  highEmissionMgPerS: [1, 100_000_000, 500_000],
  highEmissionForS: [0, 3_600, 300],
  gasHighC: [1, 1_600, 350],
  gasHighClearC: [0, 1_600, 330],
  gasHighForS: [0, 3_600, 120],
  lowVelocityMmPerS: [0, 60_000, 500],
  lowVelocityForS: [0, 3_600, 300],
  faultForS: [0, 3_600, 60],
  batteryLowMv: [0, 30_000, 12_400],
  batteryFloorMv: [0, 30_000, 11_800],
  // What is fitted and how it is spoken to: in force from the device's next start on.
  co2Kind: [0, 3, 2],
  co2FullScalePpm: [400, 1_000_000, 200_000],
  co2PpmPerCount: [1, 100, 10],
  gasKind: [0, 2, 1],
  flowKind: [0, 3, 1],
  flowFullScaleMmPerS: [1_000, 60_000, 40_000],
  pulseMmPerSPerHz: [1, 60_000, 667],
  pulseOffsetMmPerS: [0, 5_000, 0],
  windAddress: [1, 247, 1],
  windFunction: [3, 4, 3],
  windRegister: [0, 65_535, 0],
  windMmPerSPerCount: [1, 1_000, 100],
  windBaud: [1_200, 115_200, 9_600],
  pitotAddress: [0x25, 0x26, 0x25],
  barometerKind: [0, 1, 1],
  barometerAddress: [0x76, 0x77, 0x76],
} as const satisfies Readonly<Record<string, Range>>;

export type DeviceConfigurationKey = keyof typeof ranges;
export const deviceConfigurationKeys = Object.keys(ranges) as DeviceConfigurationKey[];

/** A device's whole configuration, all whole numbers with the unit in the name. */
export type DeviceConfiguration = Record<DeviceConfigurationKey, number>;

type FieldRule = { readonly least: number; readonly most: number; readonly initial: number };

/** One value per key, made from the key's rule. */
export const forEachField = <Value>(
  make: (rule: FieldRule) => Value,
): Record<DeviceConfigurationKey, Value> =>
  Object.fromEntries(
    deviceConfigurationKeys.map((key) => {
      const [least, most, initial] = ranges[key];
      return [key, make({ least, most, initial })];
    }),
  ) as Record<DeviceConfigurationKey, Value>;

/**
 * The rule of every field: the same keys in the same order as `firmware/core/config_fields.h`.
 * `contract/vectors/device-configuration.json` holds the two together.
 */
export const deviceConfigurationFields = forEachField((rule) => rule);

/** What a device runs with that was never set. */
export const initialDeviceConfiguration: DeviceConfiguration = forEachField(({ initial }) => initial);
