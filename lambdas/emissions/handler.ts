import { type ApiHandler, apiDoor } from '../middleware/api-door.ts';
import { emissionSeries } from './emission-series.ts';
import { latestEmissions } from './latest-emissions.ts';
import type { EmissionPorts } from './ports.ts';
import { uploadEmissions } from './upload-emissions.ts';

/** Emissions: the newest figures, ranges of them, and uploads of instruments. */
export const createHandler = (ports: EmissionPorts): ApiHandler =>
  apiDoor(ports, {
    getLatestEmissions: ({ query }) => latestEmissions(ports, query.factoryId),
    getEmissions: ({ query }) => emissionSeries(ports, query),
    uploadEmissions: ({ body, idempotencyKey }) => uploadEmissions(ports, { upload: body, idempotencyKey }),
  });
