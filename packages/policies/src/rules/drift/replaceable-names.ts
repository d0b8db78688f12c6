import { defineViewRule } from "../../authoring/define-rule";
import { physicalNames } from "../../views/physical-names";

const targetGroup = "aws:lb/targetGroup:TargetGroup";
const database = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";

/** The suffix of names that Pulumi generates: https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming */
const GENERATED_SUFFIX = /-[0-9a-f]{7,8}$/;

export const namesReplaceable = defineViewRule({
  id: "names-replaceable",
  title: "AWS resources that might be replaced during an update have auto-generated names",
  severity: "low",
  topic: "drift",
  on: physicalNames,
  why: "If the program sets the name, a replacement deletes the old resource first. AWS refuses this while other resources use it, and otherwise they lose it until the replacement exists.",
  remedy:
    "Remove the name so that Pulumi generates one, or set a prefix instead, such as namePrefix. If the resource must never be replaced, such as a database, set the resource option protect: true.",
  // Pulumi refuses to replace a protected resource. An update that removes the protection and replaces the resource
  // registers it without the option, so the rule evaluates it before the name is in the way.
  check: (physical, { resource }) =>
    resource.protect !== true &&
    physical.name !== undefined &&
    !GENERATED_SUFFIX.test(physical.name) && { at: physical.at, message: "the name is not auto-generated" },
  examples: {
    pass: [
      [targetGroup, {}],
      [targetGroup, { name: "web-0a1b2c3" }],
      [database, { identifier: "main-7f3e9a1" }],
      [cluster, { clusterIdentifier: "main", deletionProtection: true }, { protect: true }],
    ],
    fail: [
      [targetGroup, { name: "web" }],
      [database, { identifier: "main" }],
      [database, { identifier: "main" }, { protect: false }],
      // Only the provider notices this protection, after the update has already begun.
      [cluster, { clusterIdentifier: "main", deletionProtection: true }],
    ],
  },
});
