import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** What nearly every name ends with: in a list of factories it says nothing and takes a phone's second line. */
const commonEnding = / Tea Factory$/;

/** Features do not know addresses: they are given these. */
export const factoryLink = (factoryId: string, name: string = factoryId): ReactNode => (
  <Link to="/factories/$factoryId" params={{ factoryId }}>
    {name.replace(commonEnding, '')}
  </Link>
);
