/** Certificates and things: AWS IoT in the cloud, an own certificate authority on a laptop. */
export type DeviceIdentity = {
  /**
   * Makes thing, certificate and policy attachment; may be repeated after a failure, and takes certificates an earlier
   * attempt left behind out of force. Without a CSR a key is made and returned, never kept. Throws `InvalidCsrError`
   * for a request that cannot be signed.
   */
  provision(request: { deviceId: string; factoryId: string; csrPem: string | undefined }): Promise<{
    certificateId: string;
    certificatePem: string;
    privateKeyPem: string | null;
    caPem: string;
    endpoint: string;
  }>;
  /**
   * Deactivates every certificate the device's thing has, recorded (`certificateId`) or left behind by an attempt that
   * broke off, and cuts open sessions.
   */
  revoke(request: { deviceId: string; certificateId: string | null }): Promise<void>;
};

/** The certificate request is malformed or its signature does not fit: the caller's mistake, not a fault of ours. */
export class InvalidCsrError extends Error {
  override readonly name = 'InvalidCsrError';
}
