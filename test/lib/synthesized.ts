import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ApplicationStack } from '../../lib/application-stack.ts';
import { DataStack } from '../../lib/data-stack.ts';
import { stageSettings } from '../../lib/stage-settings.ts';

const cdkJson = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));

/** Both stacks of a stage with the flags of cdk.json, not bundled: the templates are what counts here. */
export const synthesized = (context: Record<string, string> = {}) => {
  const forTests = { 'aws:cdk:bundling-stacks': [], '@aws-cdk/core:validateAgainstDefaultRules': false };
  const app = new App({ context: { ...cdkJson.context, ...context, ...forTests } });
  const settings = stageSettings((name) => app.node.tryGetContext(name));
  const data = new DataStack(app, 'data', settings);
  const application = new ApplicationStack(app, 'application', settings, data);
  return { app, data: Template.fromStack(data), application: Template.fromStack(application) };
};

export type Resource = {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
};

/** Resources of one type by logical id. */
export const resourcesOf = (template: Template, type: string): Record<string, Resource> =>
  template.findResources(type) as Record<string, Resource>;
