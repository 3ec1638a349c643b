import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import type { Text } from './message-ids.ts';

/** The words of the page in the reader's language, by explicit id. */
export const useText = (): Text => {
  // The context is a new object after each change of language and the same one in between, and so is the answer.
  const context = useLingui();
  return useMemo<Text>(() => (id, values) => context.i18n._(id, values), [context]);
};
