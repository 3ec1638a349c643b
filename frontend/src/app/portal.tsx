import type { PortalConfig } from '@carbon-track/contract/portal-config.ts';
import type { Membership } from '@carbon-track/contract/roles.ts';
import { useQuery } from '@tanstack/react-query';
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Button } from '../components/button/button.tsx';
import { Loaded } from '../components/loaded/loaded.tsx';
import type { ApiError } from '../lib/api/api-error.ts';
import { createCall } from '../lib/api/call.ts';
import { useText } from '../lib/i18n/use-text.ts';
import { type Services, ServicesContext, useServices } from '../lib/services.ts';
import type { Session } from '../lib/session/session.ts';
import { dayMs } from '../lib/time/nairobi.ts';
import { createServerClock } from '../lib/time/server-clock.ts';
import { MemberContext } from './member.ts';
import styles from './portal.module.css';
import { createQueryClient, isKept, persister } from './query-client.ts';
import { createPortalRouter } from './router.tsx';

type Props = { config: PortalConfig; session: Session; sub: string; onSignedOut: () => void };

const Member = ({ sub }: { sub: string }) => {
  const text = useText();
  const { call, signOut } = useServices();
  const router = useMemo(createPortalRouter, []);
  const member = useQuery<Membership, ApiError>({ queryKey: ['me', sub], queryFn: () => call('getMe') });
  if (member.data !== undefined)
    return (
      <MemberContext value={member.data}>
        <RouterProvider router={router} />
      </MemberContext>
    );
  return (
    <main className={styles.waiting}>
      <h1>Carbon Track</h1>
      <Loaded query={member}>{() => null}</Loaded>
      {member.error !== null && <Button onClick={() => void signOut()}>{text('session.sign_out')}</Button>}
    </main>
  );
};

/** The signed-in portal. What one account read is gone from the phone before another one signs in. */
const Portal = ({ config, session, sub, onSignedOut }: Props) => {
  const client = useMemo(createQueryClient, []);
  const services = useMemo<Services>(() => {
    const clock = createServerClock(Date.now);
    const signOut = async (): Promise<void> => {
      client.clear();
      await persister.removeClient();
      await session.signOut();
      onSignedOut();
    };
    const { idToken } = session;
    const call = createCall({
      apiUrl: config.apiUrl,
      idToken,
      clock,
      onSignedOut: () => void signOut(),
    });
    return { config, call, clock, idToken, signOut };
  }, [client, config, session, onSignedOut]);
  return (
    <PersistQueryClientProvider
      client={client}
      persistOptions={{
        persister,
        maxAge: dayMs,
        // The file's name changes with every release: what an older one kept may lack what this one shows.
        buster: `${config.stage} ${sub} ${import.meta.url}`,
        dehydrateOptions: {
          shouldDehydrateQuery: ({ queryKey, state }) => state.status === 'success' && isKept(queryKey),
        },
      }}
    >
      <ServicesContext value={services}>
        <Member sub={sub} />
      </ServicesContext>
    </PersistQueryClientProvider>
  );
};

export default Portal;
