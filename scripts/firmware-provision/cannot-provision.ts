/** Something the person at the cable can mend; the message says how. */
export class CannotProvisionError extends Error {}
