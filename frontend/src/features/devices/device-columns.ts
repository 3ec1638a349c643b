/** What a device says of itself, in the order of the table's columns. */
export const healthColumns = [
  'device.last_reading',
  'device.delay',
  'device.firmware',
  'device.signal',
  'device.battery',
  'device.clock',
  'device.boots',
] as const;
