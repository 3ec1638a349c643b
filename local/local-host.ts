/** Whether a Host header names this machine. Anything else is a DNS name that was pointed at us. */
export const isLocalHost = (host: string | undefined): boolean =>
  /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/.test(host ?? '');
