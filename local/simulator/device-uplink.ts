import type { TelemetryRow } from '@carbon-track/contract/telemetry.ts';

const rowsPerMessage = 60;
const backlogEveryMs = 1_000;
/** A day at 5 s. The firmware's flash keeps a week; a simulator keeps what fits in memory. */
const longestBacklog = 17_280;

export type UplinkCounts = {
  readonly recorded: number;
  readonly acknowledged: number;
  readonly dropped: number;
  readonly pending: number;
};

export type Uplink = {
  /** Takes a row into the log. It leaves only when acknowledged. */
  record(row: TelemetryRow): void;
  /** Sends what is due: a live message when a report is full, a backlog message once a second. */
  pump(nowMs: number): void;
  counts(): UplinkCounts;
};

type Options = {
  /** Asked before each report, so that a new configuration counts at once. */
  readonly rowsPerReport: () => number;
  readonly isConnected: () => boolean;
  /** Resolves when the broker acknowledged; rejects when the connection ended before. */
  readonly publish: (rows: readonly TelemetryRow[]) => Promise<void>;
};

/**
 * At-least-once delivery with the firmware's two cursors: the newest rows go out first and alone, the backlog oldest
 * first beside them, at most 60 rows and one message of each in flight. A failed message returns to the backlog.
 */
export const createUplink = ({ rowsPerReport, isConnected, publish }: Options): Uplink => {
  let fresh: TelemetryRow[] = [];
  let backlog: TelemetryRow[] = [];
  let inFlight = { live: 0, backlog: 0 };
  let backlogSentAtMs = 0;
  const counted = { recorded: 0, acknowledged: 0, dropped: 0 };

  const keep = (rows: readonly TelemetryRow[]): void => {
    backlog = [...backlog, ...rows].sort((a, b) => a[0] - b[0]);
    const excess = Math.max(0, backlog.length - longestBacklog);
    counted.dropped += excess;
    backlog = backlog.slice(excess);
  };

  const send = (cursor: 'live' | 'backlog', rows: readonly TelemetryRow[]): void => {
    inFlight = { ...inFlight, [cursor]: rows.length };
    publish(rows).then(
      () => {
        inFlight = { ...inFlight, [cursor]: 0 };
        counted.acknowledged += rows.length;
      },
      () => {
        inFlight = { ...inFlight, [cursor]: 0 };
        keep(rows);
      },
    );
  };

  const pumpLive = (): void => {
    if (fresh.length < rowsPerReport() || inFlight.live > 0) return;
    const newest = isConnected() ? fresh.slice(-rowsPerMessage) : [];
    const older = fresh.slice(0, fresh.length - newest.length);
    if (older.length > 0) keep(older);
    fresh = [];
    if (newest.length > 0) send('live', newest);
  };

  const pumpBacklog = (nowMs: number): void => {
    const due = nowMs - backlogSentAtMs >= backlogEveryMs;
    if (!due || backlog.length === 0 || inFlight.backlog > 0 || !isConnected()) return;
    backlogSentAtMs = nowMs;
    send('backlog', backlog.splice(0, rowsPerMessage));
  };

  return {
    record: (row) => {
      fresh.push(row);
      counted.recorded += 1;
    },
    pump: (nowMs) => {
      pumpLive();
      pumpBacklog(nowMs);
    },
    counts: () => ({
      ...counted,
      pending: fresh.length + backlog.length + inFlight.live + inFlight.backlog,
    }),
  };
};
