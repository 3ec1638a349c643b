import { Stack } from 'aws-cdk-lib';
import { CfnApp, CfnBranch } from 'aws-cdk-lib/aws-amplify';
import { Construct } from 'constructs';
import { portalHeaders } from './portal-headers.ts';

const branchName = 'main';

/** Every path that names no file is a page of the portal, and `index.html` draws it. */
const singlePage = '</^[^.]+$|\\.(?!(css|js|json|svg|png|ico|txt|webmanifest|woff2|map)$)([^.]+$)/>';

/** The portal's place on the web. Its files are put there after the deployment; see docs/deploy.md. */
export class Portal extends Construct {
  readonly origin: string;
  readonly appId: string;
  readonly branchName = branchName;

  /** `hosts`: whom the page may talk to beside its own origin, `https://…` and `wss://…`. */
  constructor(scope: Construct, id: string, stage: string, hosts: readonly string[]) {
    super(scope, id);
    const signIn = `https://cognito-idp.${Stack.of(this).region}.amazonaws.com`;
    const app = new CfnApp(this, 'App', {
      name: `carbon-track-${stage}`,
      platform: 'WEB',
      customHeaders: portalHeaders([...hosts, signIn]),
      customRules: [{ source: singlePage, target: '/index.html', status: '200' }],
    });
    const branch = new CfnBranch(this, 'Branch', {
      appId: app.attrAppId,
      branchName,
      stage: 'PRODUCTION',
      enableAutoBuild: false,
    });
    this.appId = app.attrAppId;
    this.origin = `https://${branch.branchName}.${app.attrDefaultDomain}`;
  }
}
