/** Certificates and things: AWS IoT in the cloud, an own certificate authority on a laptop. */
export type DeviceIdentity = {
  /** Makes thing, certificate and policy attachment. Without a CSR a key is made and returned, never kept. */
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
