import type { FactoryDetail } from '@carbon-track/contract/factory.ts';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useFactory } from '../features/factories/use-factories.ts';
import { useText } from '../lib/i18n/use-text.ts';
import styles from './factory-frame.module.css';
import { useMember } from './member.ts';

const exactly = { exact: true, includeSearch: false };

/** HQ walks between the screens of one factory here; its manager has them as tabs already. */
const FactoryNav = ({ factoryId }: { factoryId: string }) => {
  const text = useText();
  if (useMember().role === 'factory-manager') return null;
  return (
    <nav className={styles.nav} aria-label={text('nav.factory')}>
      <Link to="/factories/$factoryId" params={{ factoryId }} activeOptions={exactly}>
        {text('nav.live')}
      </Link>
      <Link to="/factories/$factoryId/trends" params={{ factoryId }} activeOptions={exactly}>
        {text('nav.trends')}
      </Link>
      <Link to="/factories/$factoryId/alerts" params={{ factoryId }} activeOptions={exactly}>
        {text('nav.alerts')}
      </Link>
    </nav>
  );
};

export type Frame = {
  name: string;
  nav: ReactNode;
  chimneys: FactoryDetail['chimneys'];
  chimneyNames: ReadonlyMap<string, string>;
  mayAct: boolean;
};

const noChimneys: FactoryDetail['chimneys'] = [];

/** What the three screens of a factory share: its name, the way between them, its chimneys, the reader's rights. */
export const useFactoryFrame = (factoryId: string): Frame => {
  const { role } = useMember();
  const { data } = useFactory(factoryId);
  const chimneys = data?.chimneys ?? noChimneys;
  const chimneyNames = useMemo(
    () => new Map(chimneys.map(({ chimneyId, name }) => [chimneyId, name])),
    [chimneys],
  );
  return {
    name: data?.name ?? factoryId,
    nav: <FactoryNav factoryId={factoryId} />,
    chimneys,
    chimneyNames,
    mayAct: role !== 'verifier',
  };
};
