import type { Noun, Route } from '@carbon-track/contract/route.ts';
import { routes } from '@carbon-track/contract/routes.ts';
import { Duration } from 'aws-cdk-lib';
import {
  AuthorizationType,
  LambdaIntegration,
  type MethodOptions,
  type Resource,
} from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { ApiGateway } from './api-gateway.ts';
import { answerWithProblems } from './gateway-problems.ts';
import type { Handler } from './handler-function.ts';

/** The routes of the contract on the gateway: each leads to the Lambda of its noun, none to anything else. */
export class Api extends Construct {
  private readonly gateway: ApiGateway;
  private readonly nouns: Readonly<Record<Noun, Handler>>;

  constructor(
    scope: Construct,
    id: string,
    props: { gateway: ApiGateway; nouns: Readonly<Record<Noun, Handler>>; portalOrigin: string },
  ) {
    super(scope, id);
    this.gateway = props.gateway;
    this.nouns = props.nouns;
    const byPath = Map.groupBy(Object.values(routes) as Route[], (route) => route.path);
    for (const [path, sharing] of byPath) {
      const resource = props.gateway.api.root.resourceForPath(path);
      for (const route of sharing) this.addRoute(resource, route);
      resource.addCorsPreflight({
        allowOrigins: [props.portalOrigin],
        allowMethods: sharing.map((route) => route.method),
        allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key'],
        maxAge: Duration.hours(1),
      });
    }
    answerWithProblems(props.gateway.api, props.portalOrigin);
  }

  private addRoute(resource: Resource, route: Route): void {
    const integration = new LambdaIntegration(this.nouns[route.noun].fn, { allowTestInvoke: false });
    const method = resource.addMethod(route.method, integration, {
      ...this.admission(route),
      requestValidator: this.gateway.validator,
      ...(route.idempotencyKey === 'required' && {
        requestParameters: { 'method.request.header.Idempotency-Key': true },
      }),
    });
    if (route.access.kind === 'public') {
      acknowledge(method, {
        'AwsSolutions-APIG4': 'The API’s own description is public and holds no data.',
        'AwsSolutions-COG4': 'The API’s own description is public and holds no data.',
      });
    }
  }

  private admission(route: Route): MethodOptions {
    return route.access.kind === 'public'
      ? { authorizationType: AuthorizationType.NONE }
      : { authorizationType: AuthorizationType.COGNITO, authorizer: this.gateway.authorizer };
  }
}
