import type { PortalConfig } from '@carbon-track/contract/portal-config.ts';
import { lazy, Suspense, useCallback, useState } from 'react';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';
import type { Session } from '../lib/session/session.ts';

const loadPortal = () => import('./portal.tsx');
const Portal = lazy(loadPortal);

/** A download that fails here is tried again when the portal is shown. */
export const preloadPortal = (): void => void loadPortal().catch(() => undefined);

/** Signed in or not. The address stays, so that a link leads where it should after signing in. */
export const App = ({ config, session }: { config: PortalConfig; session: Session }) => {
  const [sub, setSub] = useState(session.sub);
  const look = useCallback(() => setSub(session.sub()), [session]);
  if (sub === null) return <SignInPage session={session} seeded={config.seeded} onDone={look} />;
  return (
    <Suspense fallback={null}>
      <Portal key={sub} config={config} session={session} sub={sub} onSignedOut={look} />
    </Suspense>
  );
};
