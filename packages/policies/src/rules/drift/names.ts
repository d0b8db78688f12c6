import { defineViewRule } from "../../authoring/define-rule";
import { physicalNames } from "../../views/physical-names";

const targetGroup = "aws:lb/targetGroup:TargetGroup";
const database = "aws:rds/instance:Instance";

/** How Pulumi ends the names that it makes: https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming */
const GENERATED = /-[0-9a-f]{7,8}$/;

export const namesReplaceable = defineViewRule({
  id: "names-replaceable",
  title: "What may have to be replaced has a name that Pulumi made",
  severity: "low",
  topic: "drift",
  on: physicalNames,
  why: "A replacement is made before the old one goes: with the same name the update fails in the middle.",
  remedy:
    "Drop the name and let Pulumi make one, or give it { deleteBeforeReplace: true } and exempt it from this rule.",
  check: (named) =>
    named.name !== undefined && !GENERATED.test(named.name) && { at: named.at, message: "the name is written out" },
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
