import type { IotPolicyDocument } from '../adapters/iot-policy.ts';
import type { Leases } from '../adapters/ports/leases.ts';
import type { Memberships } from '../adapters/ports/memberships.ts';

/** Checks a Cognito ID token and answers its claims; throws for any other token. */
export type VerifyIdToken = (token: string) => Promise<{ readonly sub: string }>;

export type AuthorizerPorts = {
  readonly verifyIdToken: VerifyIdToken;
  readonly memberships: Pick<Memberships, 'find'>;
  readonly leases: Pick<Leases, 'ofUser'>;
  readonly now: () => number;
  /** `arn:aws:iot:{region}:{account}` */
  readonly arnPrefix: string;
};

/** What AWS IoT Core expects of a custom authorizer. */
export type AuthorizerAnswer =
  | { readonly isAuthenticated: false }
  | {
      readonly isAuthenticated: true;
      readonly principalId: string;
      readonly policyDocuments: readonly IotPolicyDocument[];
      readonly disconnectAfterInSeconds: number;
      readonly refreshAfterInSeconds: number;
    };
