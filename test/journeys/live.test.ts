import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertReading } from '../../lambdas/domain/convert-reading.ts';
import { configurationAt } from '../../lambdas/domain/dated.ts';
import type { Reading } from '../../lambdas/domain/reading.ts';
import { connectSampleDevice, startDemoNetwork } from './demo-network.ts';

const phone = { width: 360, height: 740 };
let network: Awaited<ReturnType<typeof startDemoNetwork>>;
let device: Awaited<ReturnType<typeof connectSampleDevice>>;

beforeAll(async () => {
  network = await startDemoNetwork();
  device = await connectSampleDevice(network.system);
}, 180_000);
afterAll(async () => {
  await device.close();
  await network.stop();
});

/** What the method says this raw reading of the sample device is, in kg/h. */
const expectedKgPerH = async (raw: Pick<Reading, 'co2Ppm' | 'takenAtMs'>): Promise<number> => {
  const factoryId = network.system.sampleDevice?.factoryId ?? '';
  const deviceId = network.system.sampleDevice?.deviceId ?? '';
  const record = await network.system.ports.registry.factory(factoryId);
  const chimneyId = record?.assignments.find((one) => one.deviceId === deviceId)?.chimneyId ?? '';
  const dated = configurationAt(record?.configurations ?? [], chimneyId, raw.takenAtMs);
  if (dated === null) throw new Error('the sample chimney has a configuration');
  const { rateKgPerS } = convertReading(
    {
      ...{
        deviceId,
        epoch: 9,
        seq: 1,
        timeQuality: 3,
        samplePeriodS: 5,
        origin: 'measured',
        batteryMv: 3_700,
      },
      ...{
        co2Code: 0,
        gasTemperatureDeciC: 1_800,
        gasTemperatureCode: 0,
        velocityMmPerS: 4_000,
        velocityCode: 0,
      },
      ...{ pressureDifferenceCentiPa: null, barometerDaPa: 8_000, cellTemperatureDeciC: 300 },
      ...raw,
    },
    dated.configuration,
  );
  return Math.round((rateKgPerS ?? Number.NaN) * 3_600);
};

/** What a person reads; the spaces that keep a number and its unit together are spaces to them. */
const wordsOf = async (page: Page, selector = '#main'): Promise<string> =>
  (await page.locator(selector).first().innerText()).replaceAll(/\s+/g, ' ');

const newestPainted = (page: Page): Promise<number> =>
  page.evaluate<number>(
    "Math.max(0, ...performance.getEntriesByName('live-painted').map((mark) => mark.detail.takenAtMs))",
  );

/** Publishes fresh readings until the screen has painted one of them; answers that reading's time. */
const publishUntilPainted = async (page: Page, co2Ppm: number, firstSeq: number): Promise<number> => {
  let seq = firstSeq;
  const startedAtMs = Date.now();
  await expect
    .poll(
      async () => {
        await device.publish({
          takenAtMs: Date.now(),
          seq: seq++,
          co2Ppm,
          gasDeciC: 1_800,
          velocityMmPerS: 4_000,
        });
        return newestPainted(page);
      },
      { timeout: 25_000, interval: 1_000 },
    )
    .toBeGreaterThan(startedAtMs);
  return newestPainted(page);
};

describe('a factory manager on a phone', () => {
  it('sees a reading of the chimney live, with the rate the method gives it', async () => {
    const page = await network.openPortal('factory-manager', phone);
    const takenAtMs = await publishUntilPainted(page, 87_654, 1);
    const expected = await expectedKgPerH({ co2Ppm: 87_654, takenAtMs });
    const shown = `${expected.toLocaleString('en-GB')} kg/h`;
    await expect.poll(() => wordsOf(page)).toContain(shown);
    expect(await wordsOf(page)).toMatch(/Live, \d+\ss\b/);
    await page.context().close();
  });

  it('is never shown a saturated sensor as a number', async () => {
    const page = await network.openPortal('factory-manager', phone);
    await publishUntilPainted(page, 999_999, 1_000);
    const card = page.locator('#main li').first();
    await expect.poll(() => card.innerText()).toMatch(/—/);
    expect(await card.innerText()).toMatch(/range/i);
    await page.context().close();
  });

  it('is told in other words when the phone is offline than when a chimney is silent', async () => {
    const page = await network.openPortal('factory-manager', phone);
    await page.context().setOffline(true);
    await expect.poll(() => wordsOf(page, 'body')).toContain('Your phone is offline');
    await page.context().close();
  });

  it('reads the same screen in Swahili', async () => {
    const page = await network.openPortal('factory-manager', phone);
    await page.getByRole('button', { name: 'SW' }).click();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('sw');
    expect(await wordsOf(page)).not.toMatch(/\b(Today|Alerts|Last three hours)\b/);
    await page.context().close();
  });
});
