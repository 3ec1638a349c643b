/** The log line that says hours had drifted. Observability counts lines that hold it, so it lives in one place. */
export const driftMessage = 'stored hours differed from their readings';
