import { anyOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";

const recorder = "aws:cfg/recorder:Recorder";
const aggregator = "aws:cfg/configurationAggregator:ConfigurationAggregator";

export const guarddutyEnabled = defineRule({
  id: "guardduty-enabled",
  title: "GuardDuty is on",
  severity: "high",
  controls: { "aws-fsbp": ["GuardDuty.1"] },
  on: "aws:guardduty/detector:Detector",
  why: "A detector that is switched off finds no stolen credentials and no miners.",
  remedy: "Drop enable: false.",
  check: ({ enable = true }) => !enable && "the detector is off",
  examples: { pass: [{}, { enable: true }], fail: [{ enable: false }] },
});

export const guarddutyFeatures = defineRule({
  id: "guardduty-features-on",
  title: "GuardDuty looks at everything it can",
  severity: "high",
  controls: {
    "aws-fsbp": [
      "GuardDuty.5",
      "GuardDuty.6",
      "GuardDuty.7",
      "GuardDuty.8",
      "GuardDuty.9",
      "GuardDuty.10",
      "GuardDuty.11",
    ],
  },
  on: "aws:guardduty/detectorFeature:DetectorFeature",
  why: "What GuardDuty does not look at, an intruder can use unseen: buckets, clusters, databases, functions.",
  remedy: 'Set status: "ENABLED".',
  check: ({ status }) => status !== "ENABLED" && "the feature is off",
  fix: { status: "ENABLED" },
  examples: {
    pass: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }],
    fail: [{ name: "S3_DATA_EVENTS", status: "DISABLED" }],
  },
});

export const configRecorderOn = defineRule({
  id: "config-recorder-on",
  title: "AWS Config records",
  severity: "critical",
  controls: { "aws-fsbp": ["Config.1"], "cis-aws-3.0": ["3.3"] },
  on: "aws:cfg/recorderStatus:RecorderStatus",
  why: "While the recorder stands still, nobody can say what was changed, and no rule looks at it.",
  remedy: "Set isEnabled: true.",
  check: ({ isEnabled }) => isEnabled !== true && "the recorder stands still",
  fix: { isEnabled: true },
  examples: { pass: [{ isEnabled: true }], fail: [{ isEnabled: false }] },
});

export const configRecordsAll = defineRule({
  id: "config-records-all",
  title: "AWS Config records every kind of resource",
  severity: "medium",
  controls: { "aws-fsbp": ["Config.1"], "cis-aws-3.0": ["3.3"] },
  on: recorder,
  why: "What is not recorded, IAM above all, changes without a trace.",
  remedy: "Set recordingGroup: { allSupported: true, includeGlobalResourceTypes: true }, the latter in one region.",
  check: ({ recordingGroup }) =>
    anyOf(
      () => recordingGroup?.allSupported === false,
      () => recordingGroup?.includeGlobalResourceTypes !== true,
    ) && "not every kind of resource is recorded",
  examples: {
    pass: [
      { recordingGroup: { includeGlobalResourceTypes: true } },
      { recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } },
    ],
    fail: [{}, { recordingGroup: { allSupported: false, includeGlobalResourceTypes: true } }],
  },
});

export const configAggregatesAll = defineRule({
  id: "config-aggregates-all-regions",
  title: "AWS Config gathers what every region records",
  severity: "low",
  on: aggregator,
  why: "An intruder works in the region that nobody looks at.",
  remedy: "Set allRegions: true of accountAggregationSource or organizationAggregationSource.",
  check: (props) =>
    !anyOf(
      () => props.accountAggregationSource?.allRegions === true,
      () => props.organizationAggregationSource?.allRegions === true,
    ) && { at: "accountAggregationSource", message: "some regions are left out" },
  examples: {
    pass: [
      { accountAggregationSource: { accountIds: ["123456789012"], allRegions: true } },
      { organizationAggregationSource: { roleArn: "arn", allRegions: true } },
    ],
    fail: [{}, { accountAggregationSource: { accountIds: ["123456789012"], regions: ["eu-west-1"] } }],
  },
});

export const inspectorTypes = defineRule({
  id: "inspector-scans-all",
  title: "Inspector scans machines, images and functions",
  severity: "high",
  controls: { "aws-fsbp": ["Inspector.1", "Inspector.2", "Inspector.3", "Inspector.4"] },
  on: "aws:inspector2/enabler:Enabler",
  why: "Known flaws in what is not scanned stay unknown to you alone.",
  remedy: 'Set resourceTypes: ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"].',
  options: { resourceTypes: stringListOption(["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"], "What Inspector has to scan.") },
  check: ({ resourceTypes = [] }, { options }) =>
    anyOf(
      // Too few, whatever they are.
      () => resourceTypes.length < options.resourceTypes.length,
      () => !options.resourceTypes.every((type) => resourceTypes.includes(type)),
    ) && { at: "resourceTypes", message: "some kinds of resources are not scanned" },
  examples: {
    pass: [{ resourceTypes: ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"] }],
    fail: [{ resourceTypes: ["EC2", "ECR"] }, { resourceTypes: [] }],
  },
});

export const macieOn = defineRule({
  id: "macie-on",
  title: "Macie looks for personal data",
  severity: "medium",
  controls: { "aws-fsbp": ["Macie.1"] },
  on: "aws:macie2/account:Account",
  why: "While Macie pauses, nobody learns that a bucket holds what it should not.",
  remedy: 'Drop status: "PAUSED".',
  check: ({ status = "ENABLED" }) => status === "PAUSED" && "Macie pauses",
  examples: { pass: [{}, { status: "ENABLED" }], fail: [{ status: "PAUSED" }] },
});

export const securityhubAutoControls = defineRule({
  id: "securityhub-new-controls",
  title: "Security Hub checks new controls as they come",
  severity: "low",
  on: "aws:securityhub/account:Account",
  why: "Otherwise what AWS learns next year is checked only if somebody thinks of it.",
  remedy: "Drop autoEnableControls: false.",
  check: ({ autoEnableControls = true }) => !autoEnableControls && "new controls are not checked",
  examples: { pass: [{}, { autoEnableControls: true }], fail: [{ autoEnableControls: false }] },
});
