import type { PortalConfig } from '@carbon-track/contract/portal-config.ts';
import { createContext, useContext } from 'react';
import type { Call } from './api/call.ts';
import type { ServerClock } from './time/server-clock.ts';

/** What a signed-in page can reach: the API, the server's clock, the token for MQTT, and the way out. */
export type Services = {
  config: PortalConfig;
  call: Call;
  clock: ServerClock;
  idToken: (fresh: boolean) => Promise<string | null>;
  signOut: () => Promise<void>;
};

export const ServicesContext = createContext<Services | null>(null);

export const useServices = (): Services => {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('Wrap the page in <ServicesContext>: it holds the API.');
  return services;
};
