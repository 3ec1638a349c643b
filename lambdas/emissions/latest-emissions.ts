import type { ChimneySnapshot, LatestEmissions } from '@carbon-track/contract/emissions.ts';
import type { Chimney } from '@carbon-track/contract/factory.ts';
import type { FactoryRecord } from '../adapters/ports/registry.ts';
import { chimneySnapshot } from '../domain/chimney-snapshot.ts';
import { convertInForce } from '../domain/convert-in-force.ts';
import { assignmentOf, primaryDeviceAt } from '../domain/dated.ts';
import { sumOverSources } from '../domain/emission-totals.ts';
import { addDays, nairobiDate } from '../domain/nairobi.ts';
import { originOfSlots, worstOrigin } from '../domain/origins.ts';
import { factoryDayPoint, slotsOf, slotTotals } from './day-points.ts';
import { factoryOrRefuse } from './factory-or-refuse.ts';
import { offSince } from './off-since.ts';
import type { EmissionPorts } from './ports.ts';

/** Tea is entered a day late and now and then forgotten: look back this far for a day with both. */
const completeDaySearchDays = 14;

/** The newest reading of the device that counts for the chimney now, if it was on this chimney when it was taken. */
const newestSnapshot = async (
  { minutes, now }: Pick<EmissionPorts, 'minutes' | 'now'>,
  record: FactoryRecord,
  chimneyId: string,
): Promise<ChimneySnapshot | null> => {
  const { assignments } = record;
  const deviceId = primaryDeviceAt(assignments, chimneyId, now());
  if (deviceId === null) return null;
  const reading = (await minutes.newest(deviceId))?.readings.at(-1);
  if (reading === undefined) return null;
  if (assignmentOf(assignments, deviceId, reading.takenAtMs)?.chimneyId !== chimneyId) return null;
  const converted = convertInForce(reading, chimneyId, record);
  return converted === null ? null : chimneySnapshot(converted, chimneyId);
};

const latestOfChimney = async (ports: EmissionPorts, record: FactoryRecord, chimney: Chimney) => {
  const { chimneyId, name } = chimney;
  const today = nairobiDate(ports.now());
  const [snapshot, days] = await Promise.all([
    newestSnapshot(ports, record, chimneyId),
    ports.days.chimneyDays(chimneyId, addDays(today, -1), today),
  ]);
  const isOff = snapshot?.operatingState === 'off';
  const slots = slotsOf(days.find(({ date }) => date === today));
  return {
    chimneyId,
    name,
    snapshot,
    offSinceMs: isOff ? await offSince(ports, record, chimneyId, days.flatMap(slotsOf)) : null,
    today: { ...slotTotals(slots), origin: originOfSlots(slots) },
  };
};

const lastCompleteDay = async ({ days, now }: EmissionPorts, factoryId: string) => {
  const today = nairobiDate(now());
  const past = await days.factoryDays(factoryId, addDays(today, -completeDaySearchDays), addDays(today, -1));
  return (
    past.map(factoryDayPoint).findLast(({ complete, madeTeaKg }) => complete && madeTeaKg !== null) ?? null
  );
};

/**
 * The newest stored minute of each chimney in use and the day so far. The day is as old as the last roll-up, at most
 * about ten minutes; a live page adds what it sees itself.
 */
export const latestEmissions = async (ports: EmissionPorts, factoryId: string): Promise<LatestEmissions> => {
  const record = await factoryOrRefuse(ports.registry, factoryId);
  const [chimneys, complete] = await Promise.all([
    Promise.all(record.chimneys.map((chimney) => latestOfChimney(ports, record, chimney))),
    lastCompleteDay(ports, factoryId),
  ]);
  const inUse = new Set(record.chimneys.filter((chimney) => chimney.inUse).map(({ chimneyId }) => chimneyId));
  return {
    factoryId,
    asOfMs: ports.now(),
    chimneys: chimneys.filter(({ chimneyId }) => inUse.has(chimneyId)),
    // What a chimney emitted before it went out of use today stays part of the day.
    today: {
      ...sumOverSources(chimneys.map(({ today }) => today)),
      origin: worstOrigin(chimneys.map(({ today }) => today.origin)),
    },
    lastCompleteDay: complete,
  };
};
