import type { Membership } from '@carbon-track/contract/roles.ts';
import { createContext, useContext } from 'react';

export const MemberContext = createContext<Membership | null>(null);

/** Who is signed in and as what; the shell shows nothing else before this is known. */
export const useMember = (): Membership => {
  const member = useContext(MemberContext);
  if (member === null) throw new Error('Show this inside the shell: it loads the membership first.');
  return member;
};
