import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Features do not know addresses: they are given these. */
export const factoryLink = (factoryId: string, name: string = factoryId): ReactNode => (
  <Link to="/factories/$factoryId" params={{ factoryId }}>
    {name}
  </Link>
);
