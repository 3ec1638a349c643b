import type { Leaderboard } from '@carbon-track/contract/leaderboard.ts';
import type { Text, TextId } from '../../lib/i18n/message-ids.ts';

type Unranked = Pick<Leaderboard['unranked'][number], 'reason'>;

const whole: Record<string, TextId> = {
  'no complete day': 'leaderboard.reason.no_day',
  'no tea entered': 'leaderboard.reason.no_tea_entered',
  'no tea made': 'leaderboard.reason.no_tea_made',
  'nothing operated': 'leaderboard.reason.nothing_operated',
  'hours missing': 'leaderboard.reason.hours_missing',
  'uncertainty unknown': 'leaderboard.reason.no_uncertainty',
};

/** Why a factory has no rank, in the reader's language. A reason of a later version stays in the API's words. */
export const reasonWords = ({ reason }: Unranked, text: Text): string => {
  const id = whole[reason];
  if (id !== undefined) return text(id);
  const share = /^coverage (\d+) %$/.exec(reason)?.[1];
  if (share !== undefined) return text('leaderboard.reason.coverage', { share: `${share}\u00a0%` });
  const chimneys = /^(\d+) of (\d+) chimneys$/.exec(reason);
  return chimneys === null
    ? reason
    : text('live.chimneys_counted', { counted: Number(chimneys[1]), all: Number(chimneys[2]) });
};
