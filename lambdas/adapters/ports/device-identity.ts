/** Certificates and things: AWS IoT in the cloud, an own certificate authority on a laptop. */
export type DeviceIdentity = {
  /**
   * Makes thing, certificate and policy attachment; may be repeated after a failure. Without a CSR a key is made and
   * returned, never kept. Throws `InvalidCsrError` for a request that cannot be signed.
   */
  provision(request: { deviceId: string; factoryId: string; csrPem: string | undefined }): Promise<{
    certificateId: string;
    certificatePem: string;
    privateKeyPem: string | null;
    caPem: string;
    endpoint: string;
  }>;
  /** Deactivates the certificate and cuts an open session. */
  revoke(request: { deviceId: string; certificateId: string }): Promise<void>;
};

/** The certificate request is malformed or its signature does not fit: the caller's mistake, not a fault of ours. */
export class InvalidCsrError extends Error {
  override readonly name = 'InvalidCsrError';
}
