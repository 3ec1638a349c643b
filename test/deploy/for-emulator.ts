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

type Resource = { readonly Type: string; readonly DependsOn?: string | readonly string[] };
export type CloudFormationTemplate = { readonly Resources: Readonly<Record<string, Resource>> };

const replaceReferences = (node: unknown, gone: ReadonlySet<string>): unknown => {
  if (Array.isArray(node)) return node.map((part) => replaceReferences(part, gone));
  if (typeof node !== 'object' || node === null) return node;
  const { Ref: ref, 'Fn::GetAtt': attribute } = node as { Ref?: unknown; 'Fn::GetAtt'?: unknown };
  const [target] = Array.isArray(attribute) ? attribute : [ref];
  if (typeof target === 'string' && gone.has(target)) return `without-${target.toLowerCase()}`;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, replaceReferences(value, gone)]),
  );
};

const withoutWaiting = ({ DependsOn, ...rest }: Resource, gone: ReadonlySet<string>): Resource => {
  const left = [DependsOn ?? []].flat().filter((id) => !gone.has(id));
  return left.length === 0 ? rest : { ...rest, DependsOn: left };
};

/** The template without what the emulator cannot make; references to that become a name that says so. */
export const forEmulator = (template: CloudFormationTemplate): CloudFormationTemplate => {
  const gone = new Set(
    Object.entries(template.Resources).flatMap(([id, { Type }]) => (unknown.has(Type) ? [id] : [])),
  );
  const left = Object.entries(template.Resources).filter(([id]) => !gone.has(id));
  const Resources = Object.fromEntries(left.map(([id, resource]) => [id, withoutWaiting(resource, gone)]));
  return replaceReferences({ ...template, Resources }, gone) as CloudFormationTemplate;
};
