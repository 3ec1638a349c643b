import { type ProblemKind, problem } from '@carbon-track/contract/problem.ts';
import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

type Answer = readonly [kind: ProblemKind, detail: string];

const signIn: Answer = ['unauthenticated', 'Sign in and send the ID token in the Authorization header.'];
const noRoute: Answer = ['not-found', 'There is no such route; GET /api/docs lists them.'];
const slowDown: Answer = ['too-many-requests', 'Wait ten seconds and try again.'];
const tryLater: Answer = [
  'unavailable',
  'Try again in a minute; if it stays, give ops the number in `instance`.',
];
const refused: Answer = ['forbidden', 'The request was refused; give ops the number in `instance`.'];

/** What the gateway itself answers when no Lambda is reached, in the API's one error shape. */
const answers: readonly (readonly [ResponseType, Answer])[] = [
  [ResponseType.UNAUTHORIZED, signIn],
  [ResponseType.EXPIRED_TOKEN, signIn],
  [ResponseType.INVALID_SIGNATURE, signIn],
  // What the gateway says when a path or method is unknown.
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, noRoute],
  [ResponseType.RESOURCE_NOT_FOUND, noRoute],
  [ResponseType.ACCESS_DENIED, refused],
  [ResponseType.WAF_FILTERED, refused],
  [ResponseType.BAD_REQUEST_BODY, ['invalid-input', 'Send JSON that fits the route; see GET /api/docs.']],
  [
    ResponseType.BAD_REQUEST_PARAMETERS,
    ['invalid-input', 'A parameter or header of the route is missing; see GET /api/docs.'],
  ],
  [ResponseType.REQUEST_TOO_LARGE, ['payload-too-large', 'Send the readings in several smaller requests.']],
  [ResponseType.UNSUPPORTED_MEDIA_TYPE, ['unsupported-media-type', 'Send application/json.']],
  [ResponseType.THROTTLED, slowDown],
  [ResponseType.QUOTA_EXCEEDED, slowDown],
  [ResponseType.INTEGRATION_TIMEOUT, tryLater],
  [ResponseType.INTEGRATION_FAILURE, tryLater],
  [ResponseType.DEFAULT_4XX, ['invalid-input', 'The request does not fit the API; see GET /api/docs.']],
  [ResponseType.DEFAULT_5XX, ['internal', 'Try again; if it stays, give ops the number in `instance`.']],
];

/** Gives every answer of the gateway itself the shape of `problem`, readable from the portal's origin. */
export const answerWithProblems = (api: RestApi, portalOrigin: string): void => {
  for (const [type, [kind, detail]] of answers) {
    const body = problem(kind, detail, { instance: '$context.requestId' });
    api.addGatewayResponse(type.responseType, {
      type,
      statusCode: String(body.status),
      responseHeaders: {
        'Access-Control-Allow-Origin': `'${portalOrigin}'`,
        'Content-Type': "'application/problem+json'",
        'Cache-Control': "'no-store'",
        ...(kind === 'too-many-requests' && { 'Retry-After': "'10'" }),
      },
      templates: { 'application/json': JSON.stringify(body) },
    });
  }
};
