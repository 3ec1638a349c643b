/** A reason not to start that the person at the terminal can mend; the message says how, in one sentence. */
export class CannotStartError extends Error {
  override readonly name: string = 'CannotStartError';
}
