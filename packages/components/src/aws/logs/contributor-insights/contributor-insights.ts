import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ProfileDefaults } from "../../../shared/component-args";
import { componentSetArgs, type ComponentMonitorsArgs } from "../../monitors/component-set";
import type { Monitored, MonitorSet } from "../../monitors/monitor";
import { Children } from "../../shared/children";
import {
  CONTRIBUTOR_INSIGHTS_DEFAULTS,
  type ContributorInsightsArgs,
  type ContributorInsightsDefaults,
} from "./contributor-insights-args";
import {
  checkContributorInsightsArgs,
  physicalRuleName,
  ruleChild,
  type ContributorInsightsSettings,
} from "./contributor-insights-checks";
import { ruleDefinition } from "./rule-definition";

/** CloudWatch aggregates the log events of rules by minutes. Five of them make contributors comparable. */
const PERIOD_SECONDS = 300;

/**
 * Contributor Insights rules, which rank what appears most in logs: clients, paths, addresses, or users.
 *
 * @remarks
 * Creates a rule for each entry of `rules`. The functions in `contributors` return rules for flow logs, web ACLs, and DNS queries. A
 * `Monitoring` with the component among its targets shows the ten top contributors of each rule on the dashboard.
 *
 * A rule costs $0.50 per month, and $0.02 per million log events that match its filters: 100 requests per second are 259 million in
 * 30 days, which cost $5.18. One rule with a million log events is free in each account. Prices are for us-east-1. An account can have
 * 100 rules in a Region.
 *
 * No child is stateful, so `protection` has no effect, and the component can be deleted in one step.
 *
 * Names of the children, for `adopt` and `transforms`: `rule-<rule>`.
 *
 * @example
 * const traffic = new ContributorInsights("traffic", {
 *   logGroups: ["/shop/flow-logs"],
 *   rules: {
 *     "ssh-sources": {
 *       format: "CLF",
 *       fields: { 4: "source", 7: "port" },
 *       keys: ["source"],
 *       filters: [{ match: "port", equalTo: 22 }],
 *     },
 *   },
 * });
 * new Monitoring("shop", { targets: [traffic], notify: false, region: "eu-west-1" });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class ContributorInsights extends pulumi.ComponentResource implements Monitored {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<ContributorInsightsDefaults> = CONTRIBUTOR_INSIGHTS_DEFAULTS;

  /** The names of the rules in AWS, by the name of the rule. */
  readonly ruleNames: Readonly<Record<string, string>>;

  /** The rules by name. */
  readonly rules: Readonly<Record<string, aws.cloudwatch.ContributorInsightRule>>;

  private readonly name: string;
  private readonly settings: ContributorInsightsSettings;

  constructor(name: string, args: ContributorInsightsArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkContributorInsightsArgs(name, args);

    // Log groups can be components, which are not inputs.
    super("roadbed:aws:ContributorInsights", name, { ...args, logGroups: settings.logGroupNames }, options);
    this.name = name;
    this.settings = settings;
    const { rules, logGroupNames, enabled } = settings;
    this.ruleNames = Object.fromEntries(Object.keys(rules).map((rule) => [rule, physicalRuleName(name, rule)]));
    const children = new Children(this, name, settings);
    this.rules = Object.fromEntries(
      Object.entries(rules).map(([rule, value]) => [
        rule,
        new aws.cloudwatch.ContributorInsightRule(
          children.name(ruleChild(rule)),
          {
            region: children.region,
            ruleName: physicalRuleName(name, rule),
            ruleState: enabled ? "ENABLED" : "DISABLED",
            ruleDefinition: pulumi.jsonStringify(ruleDefinition(value, logGroupNames)),
            tags: children.tags(ruleChild(rule)),
          },
          children.options(ruleChild(rule)),
        ),
      ]),
    );
    this.registerOutputs({ ruleNames: this.ruleNames });
  }

  /**
   * Returns the charts of the rules, for a `Monitoring`.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: ComponentMonitorsArgs = {}): MonitorSet {
    const component = { component: "ContributorInsights", name: this.name, region: this.settings.region };
    const { name, region } = componentSetArgs(component, args);
    return {
      name,
      title: `Contributors: ${this.name}`,
      ...(region !== undefined && { region }),
      monitors: [],
      contributorCharts: Object.entries(this.settings.rules).map(([rule, { title = titleOf(rule) }]) => ({
        title,
        ruleName: physicalRuleName(this.name, rule),
        periodSeconds: PERIOD_SECONDS,
      })),
    };
  }
}

/** Returns a title: `rejected-sources` becomes `Rejected sources`. */
const titleOf = (rule: string): string => rule.charAt(0).toUpperCase() + rule.slice(1).replaceAll("-", " ");
