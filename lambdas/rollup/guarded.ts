/** Two writers rarely meet even once; somebody who loses this often is not racing but stuck. */
export const mostAttempts = 8;

/**
 * Repeats `attempt` from its first read on until it no longer ends in a conflict. Returns its answer and how many
 * conflicts came before it. Throws when every attempt ended in one.
 */
export const untilUnchallenged = async <Answer>(
  what: string,
  attempt: () => Promise<Answer | 'conflict'>,
): Promise<{ answer: Answer; conflicts: number }> => {
  for (let conflicts = 0; conflicts < mostAttempts; conflicts += 1) {
    const answer = await attempt();
    if (answer !== 'conflict') return { answer, conflicts };
  }
  throw new Error(
    `${what} was changed by others ${mostAttempts} times in a row; the next run tries again. ` +
      'If this stays, look for a second system that writes the same table.',
  );
};
