/** One side of a shadow as it is stored. A device writes `reported` itself, so nothing about it is certain. */
export type RawShadowSide = Readonly<Record<string, unknown>>;

export type ShadowSnapshot = {
  readonly desired: RawShadowSide | null;
  readonly reported: RawShadowSide | null;
  /** When the revision in `desired` was wished for; null where nothing is. Whole seconds. */
  readonly desiredAtMs: number | null;
  /** Rises with every update of either side. */
  readonly version: number;
};

/** The `configuration` shadow of each device: what is wished of it and what it says is in force. */
export type DeviceShadow = {
  /** Null where the device has none yet. */
  read(deviceId: string): Promise<ShadowSnapshot | null>;
  /**
   * Replaces all of `desired`. Answers `conflict`, and writes nothing, where the shadow is no longer the one that was
   * read as `seen`. Where there was none (`seen` null) the first write cannot be guarded: AWS IoT has no version to
   * compare, and of two first ones the later counts.
   */
  setDesired(
    deviceId: string,
    desired: Readonly<Record<string, number>>,
    seen: ShadowSnapshot | null,
  ): Promise<'set' | 'conflict'>;
};
