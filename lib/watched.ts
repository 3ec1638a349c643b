import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Ingest } from './ingest.ts';
import type { Rollup } from './rollup.ts';
import type { Wiring } from './wiring.ts';

/** What observability looks at. */
export type Watched = {
  readonly wiring: Wiring;
  readonly ingest: Ingest;
  readonly rollup: Rollup;
  readonly api: RestApi;
};
