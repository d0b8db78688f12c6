import { anyOf, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { examplePlan } from "../../authoring/example-plan";

const recorder = "aws:cfg/recorder:Recorder";
const aggregator = "aws:cfg/configurationAggregator:ConfigurationAggregator";

export const guarddutyEnabled = defineRule({
  id: "guardduty-enabled",
  title: "GuardDuty detectors are enabled",
  severity: "high",
  controls: { "aws-fsbp": ["GuardDuty.1"] },
  on: "aws:guardduty/detector:Detector",
  why: "A disabled detector does not detect threats such as stolen credentials and cryptocurrency mining.",
  remedy: "Remove enable: false. The default is true.",
  check: ({ enable = true }) => !enable && "the detector is disabled",
  examples: { pass: [{}, { enable: true }], fail: [{ enable: false }] },
});

export const guarddutyFeatures = defineRule({
  id: "guardduty-features-on",
  title: "GuardDuty detector features are enabled",
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
  why: "GuardDuty does not detect threats to resources that its disabled features cover, such as buckets, clusters, databases, and functions.",
  remedy: 'Set status: "ENABLED".',
  check: ({ status }) => status !== "ENABLED" && "the feature is disabled",
  fix: { status: "ENABLED" },
  examples: {
    pass: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }],
    fail: [{ name: "S3_DATA_EVENTS", status: "DISABLED" }],
  },
});

export const configRecorderOn = defineRule({
  id: "config-recorder-on",
  title: "AWS Config configuration recorders are enabled",
  severity: "critical",
  controls: { "aws-fsbp": ["Config.1"], "cis-aws-3.0": ["3.3"] },
  on: "aws:cfg/recorderStatus:RecorderStatus",
  why: "While the recorder is stopped, AWS Config neither records changes nor evaluates them against its rules.",
  remedy: "Set isEnabled: true.",
  check: ({ isEnabled }) => isEnabled !== true && "the configuration recorder is disabled",
  fix: { isEnabled: true },
  examples: { pass: [{ isEnabled: true }], fail: [{ isEnabled: false }] },
});

export const configRecordsAll = defineStackRule({
  id: "config-records-all",
  title: "AWS Config configuration recorders record all resource types, and one of them records global resource types",
  severity: "medium",
  controls: { "aws-fsbp": ["Config.1"], "cis-aws-3.0": ["3.3"] },
  types: [recorder],
  // https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html: recording global resource types in
  // every Region creates a configuration item in each of them.
  why: "Changes to resource types that are not recorded, such as IAM resources, leave no trace in AWS Config.",
  remedy:
    "Set recordingGroup: { allSupported: true, includeGlobalResourceTypes: true }. Include global resource types in one Region only.",
  check: (graph) => {
    const recorders = graph.byType(recorder);
    return listOf(
      () =>
        recorders
          .filter(({ props }) => props.recordingGroup?.allSupported === false)
          .map((resource) => ({ resource, at: "recordingGroup", message: "not all resource types are recorded" })),
      () =>
        recorders
          .filter(() => !recorders.some(({ props }) => props.recordingGroup?.includeGlobalResourceTypes === true))
          .map((resource) => ({ resource, at: "recordingGroup", message: "global resource types are not recorded" })),
    );
  },
  examples: {
    pass: [
      examplePlan({ recorder: [recorder, { recordingGroup: { includeGlobalResourceTypes: true } }] }),
      examplePlan({
        ireland: [recorder, { recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } }],
        frankfurt: [recorder, { recordingGroup: { allSupported: true } }],
      }),
    ],
    fail: [
      examplePlan({ recorder: [recorder, {}] }),
      examplePlan({ recorder: [recorder, { recordingGroup: { allSupported: false } }] }),
      examplePlan({
        ireland: [recorder, { recordingGroup: { includeGlobalResourceTypes: true } }],
        frankfurt: [recorder, { recordingGroup: { allSupported: false, resourceTypes: ["AWS::EC2::Instance"] } }],
      }),
    ],
  },
});

export const configAggregatesAll = defineRule({
  id: "config-aggregates-all-regions",
  title: "AWS Config aggregators collect data from all AWS Regions",
  severity: "low",
  on: aggregator,
  why: "Attackers often use Regions that are not monitored.",
  remedy: "Set allRegions: true in accountAggregationSource or organizationAggregationSource.",
  check: (props) =>
    !anyOf(
      () => props.accountAggregationSource?.allRegions === true,
      () => props.organizationAggregationSource?.allRegions === true,
    ) && { at: "accountAggregationSource", message: "the aggregator does not collect data from all Regions" },
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
  title: "Amazon Inspector scans EC2 instances, ECR images, and Lambda functions",
  severity: "high",
  controls: { "aws-fsbp": ["Inspector.1", "Inspector.2", "Inspector.3", "Inspector.4"] },
  on: "aws:inspector2/enabler:Enabler",
  why: "Known vulnerabilities in resources that are not scanned remain undetected.",
  remedy: 'Set resourceTypes: ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"].',
  options: {
    resourceTypes: stringListOption(
      ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"],
      "Resource types that Amazon Inspector must scan.",
    ),
  },
  check: ({ resourceTypes = [] }, { options }) =>
    anyOf(
      // A list that is too short decides the result even if some of its elements are unknown.
      () => resourceTypes.length < options.resourceTypes.length,
      () => !options.resourceTypes.every((type) => resourceTypes.includes(type)),
    ) && { at: "resourceTypes", message: "not all required resource types are scanned" },
  examples: {
    pass: [{ resourceTypes: ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"] }],
    fail: [{ resourceTypes: ["EC2", "ECR"] }, { resourceTypes: [] }],
  },
});

export const macieOn = defineRule({
  id: "macie-on",
  title: "Amazon Macie is not paused",
  severity: "medium",
  controls: { "aws-fsbp": ["Macie.1"] },
  on: "aws:macie2/account:Account",
  why: "While Macie is paused, sensitive data in S3 buckets remains undetected.",
  remedy: 'Remove status: "PAUSED".',
  check: ({ status = "ENABLED" }) => status === "PAUSED" && "Macie is paused",
  examples: { pass: [{}, { status: "ENABLED" }], fail: [{ status: "PAUSED" }] },
});

export const securityhubAutoControls = defineRule({
  id: "securityhub-new-controls",
  title: "Security Hub enables new controls automatically",
  severity: "low",
  on: "aws:securityhub/account:Account",
  why: "Without automatic enablement, controls that AWS adds later stay disabled until someone enables them.",
  remedy: "Remove autoEnableControls: false. The default is true.",
  check: ({ autoEnableControls = true }) => !autoEnableControls && "new controls are not enabled automatically",
  examples: { pass: [{}, { autoEnableControls: true }], fail: [{ autoEnableControls: false }] },
});
