import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts findings of the security rules on one construct, each with the reason it is right here. */
export const acknowledge = (scope: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(scope).acknowledge({ id, reason });
};

/** An ARN as the rules print it: `arn:<AWS::Partition>:s3:::name/*`. */
const printed = (scope: IConstruct, arn: string): string => {
  const resolved: unknown = Stack.of(scope).resolve(arn);
  const parts = typeof resolved === 'string' ? [resolved] : joinedParts(resolved);
  return parts.map((part) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join('');
};

type Part = string | { readonly Ref: string };
const joinedParts = (resolved: unknown): readonly Part[] =>
  (resolved as { readonly 'Fn::Join': readonly [string, readonly Part[]] })['Fn::Join'][1];

/** Accepts one wildcard in the rights of a role or policy. */
export const acknowledgeWildcard = (scope: IConstruct, resource: string, reason: string): void => {
  acknowledge(scope, { [`AwsSolutions-IAM5[Resource::${printed(scope, resource)}]`]: reason });
};
