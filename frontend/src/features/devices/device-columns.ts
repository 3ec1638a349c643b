/** What a device says of itself: the table's columns, each with one or two facts below each other. */
export const healthColumns = [
  ['device.last_reading', 'device.delay'],
  ['device.signal', 'device.battery'],
  ['device.firmware', 'device.boots'],
  ['device.clock'],
] as const;
export type HealthFact = (typeof healthColumns)[number][number];
