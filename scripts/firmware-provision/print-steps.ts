import type { ProvisionRequest } from '@carbon-track/contract/device.ts';
import type { ProvisionOptions } from './options.ts';

const quoted = (value: unknown): string => JSON.stringify(value);

/** The steps of this command for somebody with a serial terminal and any HTTP client. */
export const stepsByHand = (options: ProvisionOptions, request: Omit<ProvisionRequest, 'csrPem'>): string => {
  const body = quoted(request).replace(/}$/, ',"csrPem":"PASTE THE CSR, WITH ITS \\n"}');
  return `Nothing was done. By hand, with a serial terminal at 115200 8N1, each line ended by Enter:

1. Type    status
   The board answers one line that starts with "ok". If not, press its reset button.
2. Type    wifi {"name":${quoted(options.wifi ?? 'NETWORK')},"password":"PASSWORD"}
3. Type    csr ${options.device}
   Keep the csrPem of the answer.
4. As ops, with the ID token that npm run --silent token -- --api ${options.api} --user NAME
   prints (Authorization header, no "Bearer"):
   POST ${options.api}/api/mcu-devices
   Content-Type: application/json

   ${body}

   The answer must have "privateKeyPem": null; a key that was made elsewhere does not fit the board.
5. Type    answer PASTE THE WHOLE BODY OF THAT ANSWER, ON ONE LINE
6. Type    restart
7. Type    status
   deviceId is ${options.device}; host and port are the endpoint of the answer. Within a minute isOnline is true.

A reply that starts with "refused" says what to do. Keep the answer of step 4 until step 7 is right: the API gives it
once. It holds no secret. Every other step may be repeated.`;
};
