import { allOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const environment = "aws:elasticbeanstalk/environment:Environment";
type Environment = InputsOf<typeof environment>;

/** Whether a setting has one of some values: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
const isSet = (props: Environment, namespace: string, name: string, isWanted: (value: string) => boolean) =>
  listOf(props.settings).some((setting) =>
    allOf(
      () => setting.namespace === namespace,
      () => setting.name === name,
      () => isWanted(setting.value ?? ""),
    ),
  );

const health = { namespace: "aws:elasticbeanstalk:healthreporting:system", name: "SystemType" };
const updates = { namespace: "aws:elasticbeanstalk:managedactions", name: "ManagedActionsEnabled" };
const logs = { namespace: "aws:elasticbeanstalk:cloudwatch:logs", name: "StreamLogs" };

export const beanstalkHealth = defineRule({
  id: "beanstalk-enhanced-health",
  title: "Beanstalk environments report their health in detail",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["ElasticBeanstalk.1"] },
  on: environment,
  why: "Basic health only says whether the machine runs, not whether the application answers.",
  remedy:
    'Add { namespace: "aws:elasticbeanstalk:healthreporting:system", name: "SystemType", value: "enhanced" } to settings.',
  check: (props) =>
    !isSet(props, health.namespace, health.name, (value) => value.toLowerCase() === "enhanced") && {
      at: "settings",
      message: "health is not reported in detail",
    },
  examples: {
    pass: [{ settings: [{ ...health, value: "enhanced" }] }],
    fail: [{}, { settings: [{ ...health, value: "basic" }] }],
  },
});

export const beanstalkUpdates = defineRule({
  id: "beanstalk-managed-updates",
  title: "Beanstalk environments are patched",
  severity: "high",
  controls: { "aws-fsbp": ["ElasticBeanstalk.2"] },
  on: environment,
  why: "The machines keep the flaws of the day they were made until somebody thinks of it.",
  remedy:
    'Add { namespace: "aws:elasticbeanstalk:managedactions", name: "ManagedActionsEnabled", value: "true" } to settings, with a window and a level.',
  check: (props) =>
    !isSet(props, updates.namespace, updates.name, (value) => value.toLowerCase() === "true") && {
      at: "settings",
      message: "the platform is not updated",
    },
  examples: {
    pass: [{ settings: [{ ...updates, value: "true" }] }],
    fail: [{}, { settings: [{ ...updates, value: "false" }] }],
  },
});

export const beanstalkLogs = defineRule({
  id: "beanstalk-logs",
  title: "Beanstalk environments send their logs to CloudWatch",
  severity: "high",
  controls: { "aws-fsbp": ["ElasticBeanstalk.3"] },
  on: environment,
  why: "The logs go with the machine, which Auto Scaling may take away at any time.",
  remedy: 'Add { namespace: "aws:elasticbeanstalk:cloudwatch:logs", name: "StreamLogs", value: "true" } to settings.',
  check: (props) =>
    !isSet(props, logs.namespace, logs.name, (value) => value.toLowerCase() === "true") && {
      at: "settings",
      message: "the logs go with the machine",
    },
  examples: {
    pass: [{ settings: [{ ...logs, value: "true" }] }],
    fail: [{}, { settings: [{ ...logs, value: "false" }] }],
  },
});
