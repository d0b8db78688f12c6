import { defineViewRule } from "../../authoring/define-rule";
import { physicalNames } from "../../views/physical-names";

const targetGroup = "aws:lb/targetGroup:TargetGroup";
const database = "aws:rds/instance:Instance";

/** The suffix of names that Pulumi generates: https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming */
const GENERATED_SUFFIX = /-[0-9a-f]{7,8}$/;

export const namesReplaceable = defineViewRule({
  id: "names-replaceable",
  title: "AWS resources that might be replaced during an update have auto-generated names",
  severity: "low",
  topic: "drift",
  on: physicalNames,
  why: "If the program sets the name, a replacement deletes the old resource first. AWS refuses this while other resources use it, and otherwise they lose it until the replacement exists.",
  remedy: "Remove the name so that Pulumi generates one, or set a prefix instead, such as namePrefix.",
  check: (physical) =>
    physical.name !== undefined &&
    !GENERATED_SUFFIX.test(physical.name) && { at: physical.at, message: "the name is not auto-generated" },
  examples: {
    pass: [
      [targetGroup, {}],
      [targetGroup, { name: "web-0a1b2c3" }],
      [database, { identifier: "main-7f3e9a1" }],
    ],
    fail: [
      [targetGroup, { name: "web" }],
      [database, { identifier: "main" }],
    ],
  },
});
