import { App } from 'aws-cdk-lib';
import { ApplicationStack } from '../lib/application-stack.ts';
import { DataStack } from '../lib/data-stack.ts';
import { checkSecurity } from '../lib/security-rules.ts';
import { stageSettings } from '../lib/stage-settings.ts';

const app = new App();
const settings = stageSettings((name) => app.node.tryGetContext(name));
const data = new DataStack(app, `carbon-track-${settings.stage}-data`, settings);
new ApplicationStack(app, `carbon-track-${settings.stage}`, settings, data);
checkSecurity(app);
