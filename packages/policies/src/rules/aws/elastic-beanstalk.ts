import { allOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const environment = "aws:elasticbeanstalk/environment:Environment";
type Environment = InputsOf<typeof environment>;

/** Whether an option setting has an accepted value: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
const isSet = (props: Environment, namespace: string, name: string, isAccepted: (value: string) => boolean) =>
  listOf(props.settings).some((setting) =>
    allOf(
      () => setting.namespace === namespace,
      () => setting.name === name,
      () => isAccepted(setting.value ?? ""),
    ),
  );

const health = { namespace: "aws:elasticbeanstalk:healthreporting:system", name: "SystemType" };
const updates = { namespace: "aws:elasticbeanstalk:managedactions", name: "ManagedActionsEnabled" };
const logs = { namespace: "aws:elasticbeanstalk:cloudwatch:logs", name: "StreamLogs" };

export const beanstalkHealth = defineRule({
  id: "beanstalk-enhanced-health",
  title: "Elastic Beanstalk environments use enhanced health reporting",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["ElasticBeanstalk.1"] },
  on: environment,
  why: "Basic health reporting relies only on load balancer or EC2 health checks. It does not report failing requests or overloaded instances.",
  remedy:
    'Add { namespace: "aws:elasticbeanstalk:healthreporting:system", name: "SystemType", value: "enhanced" } to settings.',
  check: (props) =>
    !isSet(props, health.namespace, health.name, (value) => value.toLowerCase() === "enhanced") && {
      at: "settings",
      message: "enhanced health reporting is not enabled",
    },
  examples: {
    pass: [{ settings: [{ ...health, value: "enhanced" }] }],
    fail: [{}, { settings: [{ ...health, value: "basic" }] }],
  },
});

export const beanstalkUpdates = defineRule({
  id: "beanstalk-managed-updates",
  title: "Elastic Beanstalk environments have managed platform updates enabled",
  severity: "high",
  controls: { "aws-fsbp": ["ElasticBeanstalk.2"] },
  on: environment,
  why: "Without managed updates, instances keep known vulnerabilities until someone updates the platform manually.",
  remedy:
    'Add { namespace: "aws:elasticbeanstalk:managedactions", name: "ManagedActionsEnabled", value: "true" } to settings, together with PreferredStartTime and UpdateLevel.',
  check: (props) =>
    !isSet(props, updates.namespace, updates.name, (value) => value.toLowerCase() === "true") && {
      at: "settings",
      message: "managed platform updates are not enabled",
    },
  examples: {
    pass: [{ settings: [{ ...updates, value: "true" }] }],
    fail: [{}, { settings: [{ ...updates, value: "false" }] }],
  },
});

export const beanstalkLogs = defineRule({
  id: "beanstalk-logs",
  title: "Elastic Beanstalk environments stream logs to CloudWatch Logs",
  severity: "high",
  controls: { "aws-fsbp": ["ElasticBeanstalk.3"] },
  on: environment,
  why: "Logs that exist only on an instance are lost when Auto Scaling terminates it.",
  remedy: 'Add { namespace: "aws:elasticbeanstalk:cloudwatch:logs", name: "StreamLogs", value: "true" } to settings.',
  check: (props) =>
    !isSet(props, logs.namespace, logs.name, (value) => value.toLowerCase() === "true") && {
      at: "settings",
      message: "log streaming is not enabled",
    },
  examples: {
    pass: [{ settings: [{ ...logs, value: "true" }] }],
    fail: [{}, { settings: [{ ...logs, value: "false" }] }],
  },
});
