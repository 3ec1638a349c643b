import { RemovalPolicy } from 'aws-cdk-lib';
import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** Requests one address may make in five minutes; a page polls every 30 s, and a factory shares one address. */
const requestsPerFiveMinutes = 3_000;

const measured = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
  metricName,
});

/** `counted`: rules of the group that are only counted. */
const managedGroup = (name: string, priority: number, counted: string[] = []): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  visibilityConfig: measured(name),
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
});

const rateLimit = (priority: number): CfnWebACL.RuleProperty => ({
  name: 'RateLimit',
  priority,
  action: { block: { customResponse: { responseCode: 429 } } },
  visibilityConfig: measured('RateLimit'),
  statement: { rateBasedStatement: { limit: requestsPerFiveMinutes, aggregateKeyType: 'IP' } },
});

/** The web firewall before the API: known bad requests and floods end here. Tokens are kept out of its log. */
export class WebAcl extends Construct {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: measured('CarbonTrackApi'),
      rules: [
        rateLimit(0),
        managedGroup('AWSManagedRulesAmazonIpReputationList', 1),
        managedGroup('AWSManagedRulesKnownBadInputsRuleSet', 2),
        // Uploads of readings are larger than the group's 8 kB; the API checks its own limit.
        managedGroup('AWSManagedRulesCommonRuleSet', 3, ['SizeRestrictions_BODY']),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
    this.log(acl);
  }

  private log(acl: CfnWebACL): void {
    const logGroup = new LogGroup(this, 'Logs', {
      // AWS WAF writes only to log groups whose name starts like this.
      logGroupName: `aws-waf-logs-${this.node.addr.slice(-12)}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [logGroup.logGroupArn.replace(/:\*$/, '')],
      redactedFields: [{ singleHeader: { Name: 'authorization' } }, { queryString: {} }],
    });
  }
}
