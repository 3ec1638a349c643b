import { thingFactoryVariable } from '../../lambdas/adapters/iot-policy.ts';

/** CloudFormation resources the emulator does not know. Nothing that carries a reading or an answer is among them. */
const unknown = new Set([
  'AWS::Amplify::App',
  'AWS::Amplify::Branch',
  'AWS::IoT::Authorizer',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACLAssociation',
  // Asks for the IoT endpoint with the SDK that AWS's own runtime brings along.
  'Custom::AWS',
]);

/** Where the telemetry rule delivers on the emulator, whose rules do not know Kinesis; the rehearsal carries it on. */
export const ruleBridgeQueue = 'ct-rule-bridge';

type Resource = {
  readonly Type: string;
  readonly DependsOn?: string | readonly string[];
  readonly Properties?: object;
};
export type CloudFormationTemplate = { readonly Resources: Readonly<Record<string, Resource>> };

const isObject = (node: unknown): node is object => typeof node === 'object' && node !== null;

/** The same tree with every object that `change` has an answer for put in its place. */
const rewritten = (node: unknown, change: (node: object) => unknown): unknown => {
  if (Array.isArray(node)) return node.map((part) => rewritten(part, change));
  if (!isObject(node)) return node;
  const changed = change(node);
  if (changed !== undefined) return changed;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rewritten(value, change)]));
};

/** What looking up the IoT endpoint would answer; the emulator's Lambdas reach every name of AWS at the emulator. */
const iotHost = 'rehearsal-ats.iot.eu-west-1.amazonaws.com';

const withoutReferences =
  (gone: ReadonlySet<string>) =>
  (node: object): unknown => {
    const { Ref: ref, 'Fn::GetAtt': attribute } = node as { Ref?: unknown; 'Fn::GetAtt'?: unknown };
    const [target, of] = Array.isArray(attribute) ? attribute : [ref];
    if (of === 'endpointAddress') return iotHost;
    return typeof target === 'string' && gone.has(target) ? `without-${target.toLowerCase()}` : undefined;
  };

const queueForStream = (node: object): unknown => {
  if (!('Kinesis' in node) || !isObject(node.Kinesis) || !('RoleArn' in node.Kinesis)) return undefined;
  const QueueUrl = { Ref: 'RuleBridge' };
  return { Sqs: { QueueUrl, RoleArn: node.Kinesis.RoleArn, UseBase64: false } };
};

/** Nobody wants to wait ten minutes for a roll-up. */
const everyMinute = (node: object): unknown =>
  'ScheduleExpression' in node && String(node.ScheduleExpression).startsWith('rate(')
    ? { ...node, ScheduleExpression: 'rate(1 minute)' }
    : undefined;

/** The emulator does not see what these act on; AWS asks on the certificate, and on the one shadow of the thing. */
const blindRights: readonly unknown[] = ['iot:AttachPolicy', 'iot:GetThingShadow'];

const blindRightsAnywhere = (node: object): unknown =>
  'Action' in node && 'Resource' in node && [node.Action].flat().some((right) => blindRights.includes(right))
    ? { ...node, Resource: '*' }
    : undefined;

/** The emulator does not see the keys of items, so a right that asks for them would never be given. */
const keysUnseen = (node: object): unknown => {
  if (!('Condition' in node) || !JSON.stringify(node.Condition).includes('dynamodb:LeadingKeys'))
    return undefined;
  const { Condition: _onKeys, ...right } = node;
  return right;
};

/** The emulator speaks plain HTTP on loopback, which buckets, queue and topic refuse. */
const plainHttpAllowed = (node: object): unknown => {
  if (!('Statement' in node) || !Array.isArray(node.Statement)) return undefined;
  const left = node.Statement.filter((one) => !JSON.stringify(one).includes('aws:SecureTransport'));
  return left.length === node.Statement.length ? undefined : { ...node, Statement: left };
};

const withoutWaiting = ({ DependsOn, ...rest }: Resource, gone: ReadonlySet<string>): Resource => {
  const left = [DependsOn ?? []].flat().filter((id) => !gone.has(id));
  return left.length === 0 ? rest : { ...rest, DependsOn: left };
};

/** The emulator's broker knows the name of a thing and not its attributes, so the one factory of the rehearsal stands in. */
const factoryInPlace = (template: unknown, factoryId: string): unknown =>
  JSON.parse(JSON.stringify(template).replaceAll(thingFactoryVariable, factoryId));

/**
 * The template without what the emulator cannot make, for a network of one factory; references to what is left out become a
 * name that says so.
 */
export const forEmulator = (template: CloudFormationTemplate, factoryId: string): CloudFormationTemplate => {
  const gone = new Set(
    Object.entries(template.Resources).flatMap(([id, { Type }]) => (unknown.has(Type) ? [id] : [])),
  );
  const left = Object.entries(template.Resources).filter(([id]) => !gone.has(id));
  const kept = Object.fromEntries(left.map(([id, resource]) => [id, withoutWaiting(resource, gone)]));
  const hasRules = left.some(([, { Type }]) => Type === 'AWS::IoT::TopicRule');
  const bridge = { Type: 'AWS::SQS::Queue', Properties: { QueueName: ruleBridgeQueue } };
  const Resources = { ...kept, ...(hasRules && { RuleBridge: bridge }) };
  const changed = [
    withoutReferences(gone),
    queueForStream,
    everyMinute,
    blindRightsAnywhere,
    keysUnseen,
    plainHttpAllowed,
  ].reduce<unknown>(rewritten, { ...template, Resources });
  return factoryInPlace(changed, factoryId) as CloudFormationTemplate;
};

const rolesOfBootstrap = ['assumeRoleArn', 'cloudFormationExecutionRoleArn', 'lookupRole'];

/** An assembly's manifest that deploys with the caller's own rights: the emulator does not let the bootstrap's roles work. */
export const withoutBootstrapRoles = (manifest: object): unknown =>
  rewritten(manifest, (node) => {
    if (!rolesOfBootstrap.some((role) => role in node)) return undefined;
    const left = Object.entries(node).filter(([key]) => !rolesOfBootstrap.includes(key));
    return rewritten(Object.fromEntries(left), () => undefined);
  });
