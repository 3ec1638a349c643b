type FieldRule = { readonly least: number; readonly most: number; readonly initial: number };

/** What a device's kind fields stand for, by number. The numbers keep their meaning for ever: devices store them. */
export const sensorKinds = {
  co2Kind: ['none', 'mhz19', 'gss', 'k33'],
  gasKind: ['none', 'max31855', 'max6675'],
  flowKind: ['none', 'pulse', 'wind_rs485', 'sdp8xx'],
  barometerKind: ['none', 'bmp280'],
} as const;

/**
 * Every number that can be set on a device, with its range and what a device that was never set runs with: the same
 * keys in the same order as `firmware/core/config_fields.h`. `contract/vectors/device-configuration.json` holds the two
 * together.
 */
export const deviceConfigurationFields = {
  samplePeriodS: { least: 1, most: 300, initial: 5 },
  reportEveryS: { least: 1, most: 3_600, initial: 5 },
  // For the alerts a device raises by itself; the cloud has its own dated chimney configuration.
  areaMm2: { least: 1_000, most: 100_000_000, initial: 567_450 },
  profilePermille: { least: 300, most: 2_000, initial: 1_000 },
  moisturePermille: { least: 0, most: 600, initial: 0 },
  altitudeM: { least: 0, most: 4_000, initial: 2_000 },
  highEmissionMgPerS: { least: 1, most: 100_000_000, initial: 500_000 },
  highEmissionForS: { least: 0, most: 3_600, initial: 300 },
  gasHighC: { least: 1, most: 1_600, initial: 350 },
  gasHighClearC: { least: 0, most: 1_600, initial: 330 },
  gasHighForS: { least: 0, most: 3_600, initial: 120 },
  lowVelocityMmPerS: { least: 0, most: 60_000, initial: 500 },
  lowVelocityForS: { least: 0, most: 3_600, initial: 300 },
  faultForS: { least: 0, most: 3_600, initial: 60 },
  batteryLowMv: { least: 0, most: 30_000, initial: 12_400 },
  batteryFloorMv: { least: 0, most: 30_000, initial: 11_800 },
  // What is fitted and how it is spoken to: in force from the device's next start on.
  co2Kind: { least: 0, most: 3, initial: 2 },
  co2FullScalePpm: { least: 400, most: 1_000_000, initial: 200_000 },
  co2PpmPerCount: { least: 1, most: 100, initial: 10 },
  gasKind: { least: 0, most: 2, initial: 1 },
  flowKind: { least: 0, most: 3, initial: 1 },
  flowFullScaleMmPerS: { least: 1_000, most: 60_000, initial: 40_000 },
  pulseMmPerSPerHz: { least: 1, most: 60_000, initial: 667 },
  pulseOffsetMmPerS: { least: 0, most: 5_000, initial: 0 },
  windAddress: { least: 1, most: 247, initial: 1 },
  windFunction: { least: 3, most: 4, initial: 3 },
  windRegister: { least: 0, most: 65_535, initial: 0 },
  windMmPerSPerCount: { least: 1, most: 1_000, initial: 100 },
  windBaud: { least: 1_200, most: 115_200, initial: 9_600 },
  pitotAddress: { least: 0x25, most: 0x26, initial: 0x25 },
  barometerKind: { least: 0, most: 1, initial: 1 },
  barometerAddress: { least: 0x76, most: 0x77, initial: 0x76 },
} as const satisfies Readonly<Record<string, FieldRule>>;

export type DeviceConfigurationKey = keyof typeof deviceConfigurationFields;
export const deviceConfigurationKeys = Object.keys(deviceConfigurationFields) as DeviceConfigurationKey[];

/** A device's whole configuration, all whole numbers with the unit in the name. */
export type DeviceConfiguration = Record<DeviceConfigurationKey, number>;

/** One value per key, made from the key's range. */
export const forEachField = <Value>(
  make: (rule: FieldRule) => Value,
): Record<DeviceConfigurationKey, Value> =>
  Object.fromEntries(
    deviceConfigurationKeys.map((key) => [key, make(deviceConfigurationFields[key])]),
  ) as Record<DeviceConfigurationKey, Value>;

/** What a device runs with that was never set. */
export const initialDeviceConfiguration: DeviceConfiguration = forEachField(({ initial }) => initial);
