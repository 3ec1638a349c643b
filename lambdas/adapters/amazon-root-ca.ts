import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

/** SHA-256 of "Amazon Root CA 1", as Amazon Trust Services publishes it. */
const fingerprint =
  '8E:CD:E6:88:4F:3D:87:B1:12:5B:A3:1A:C3:FC:B1:3D:70:16:DE:7F:57:CC:90:4F:E1:CB:97:C6:AE:98:19:6E';

/**
 * The root a device checks AWS IoT's server certificate against, taken from those Node.js ships.
 * Throws where Node.js no longer ships it.
 */
export const amazonRootCa1Pem = (): string => {
  const found = rootCertificates.find((pem) => new X509Certificate(pem).fingerprint256 === fingerprint);
  if (found === undefined)
    throw new Error('Node.js no longer ships Amazon Root CA 1; give devices the root of amazontrust.com.');
  return found;
};
