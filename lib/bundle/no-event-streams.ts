/**
 * Stands in for the SDK's event streams (15 kB), which only calls like S3 Select use. Clients set them up when they
 * are made, so setting up is allowed and using is not.
 */
const unused = (): never => {
  throw new Error('Event streams are left out of the Lambda bundles; see lib/bundle.');
};

export const eventStreamSerdeProvider = () => ({ serialize: unused, deserialize: unused });
export const resolveEventStreamSerdeConfig = <Config extends object>(config: Config) =>
  Object.assign(config, { eventStreamMarshaller: eventStreamSerdeProvider() });
export class EventStreamSerde {
  constructor() {
    unused();
  }
}
