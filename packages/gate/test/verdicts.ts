import { makeSecret } from "@roadbed/plan";
import type { Verdict } from "../src/model/verdict";
import type { StackRun } from "../src/verdict/stack-run";
import { buildVerdict } from "../src/verdict/build-verdict";
import { evaluation, finding, plan, resource } from "./plans";
import { complete } from "./stages";

const component = resource("shop:index:Front", "front", {}, { custom: false });
const group = resource(
  "aws:ec2/securityGroup:SecurityGroup",
  "bastion",
  { ingress: [{ fromPort: 22 }], password: makeSecret("hunter2hunter2") },
  { parent: component.urn, source: { file: "src/network.ts", line: 12, column: 3 } },
);
const repository = resource("aws:ecr/repository:Repository", "images", {}, { source: { file: "index.ts", line: 4 } });

const gone = resource("aws:s3/bucket:Bucket", "logs");

/** A stack compared with its base: one resource is the same, one changed, one replaced, one deleted. */
export const comparedRun: StackRun = {
  directory: "stacks/shop",
  project: "shop",
  stack: "dev",
  output: { stdout: "", stderr: "" },
  durationSeconds: 1,
  result: complete({
    plan: plan([component, group, repository], {
      priorState: "base",
      steps: [
        { operation: "same", urn: component.urn, type: component.type },
        { operation: "update", urn: group.urn, type: group.type, diffKeys: ["a", "b"], mayReplaceKeys: ["b"] },
        { operation: "create-replacement", urn: repository.urn, type: repository.type },
        {
          operation: "replace",
          urn: repository.urn,
          type: repository.type,
          diffKeys: ["a", "name"],
          replaceKeys: ["name"],
          predicted: true,
        },
        { operation: "delete", urn: gone.urn, type: gone.type, old: gone },
      ],
      gaps: {
        unansweredLookups: [],
        opaqueComponents: [],
        withheldValues: [],
        undecryptableConfigKeys: [],
        notes: [],
        assumedUnchanged: [
          { urn: group.urn, path: "vpcId" },
          { urn: group.urn, path: "tags.a" },
        ],
      },
    }),
    evaluation: evaluation(),
    existing: [
      finding(group, { rule: "sg-world-admin-ports", severity: "critical", path: "ingress[0].fromPort" }),
      finding(repository, { rule: "unknown-rule", kind: "undecided", level: "advisory", severity: "low" }),
    ],
    unusedExemptions: [
      {
        ...{ rule: "some-rule", resource: "", reason: "r", owner: "o", expires: "2027-01-31" },
        comment: { source: { file: "index.ts", line: 3, column: 4 }, urns: new Set() },
      },
    ],
    newFindingsOnly: true,
    baseline: { file: "/repository/stacks/shop/roadbed.baseline.json", obsoleteEntries: 1 },
    base: { commit: "0123456789abcdef0123456789abcdef01234567", file: "base.json" },
  }),
};

/** A stack whose outputs differ from those at the base. */
export const outputsRun: StackRun = {
  ...comparedRun,
  result: complete({
    plan: plan([], {
      priorState: "base",
      outputChanges: [
        { name: "url", operation: "create" },
        { name: "id\n", operation: "update" },
        { name: "arn", operation: "delete" },
      ],
    }),
  }),
};

/** A stack with a finding of each kind. */
export const blockedRun: StackRun = {
  directory: "stacks/shop",
  project: "shop",
  stack: "dev",
  output: { stdout: "hello\n", stderr: "" },
  durationSeconds: 1.25,
  result: complete({
    plan: plan([component, group, repository], {
      diagnostics: [{ severity: "warning", message: "something is deprecated" }],
      gaps: {
        unansweredLookups: [{ token: "aws:ec2/getAmi:getAmi", urn: group.urn, answer: '{"token":"getAmi"}' }],
        opaqueComponents: [component.urn],
        withheldValues: ["DEPLOY_TOKEN"],
        undecryptableConfigKeys: ["shop:password"],
        notes: ["Something else is missing."],
      },
    }),
    evaluation: evaluation([
      finding(group, {
        rule: "sg-world-admin-ports",
        severity: "critical",
        message: "an administration port is open to the world",
        path: "ingress[0].fromPort",
        remedy: "Close it.",
      }),
      finding(group, { rule: "unknown-rule", kind: "undecided", path: "password", assumed: ["vpcId"] }),
      finding(repository, { rule: "ecr-tags-immutable", level: "advisory", severity: "medium" }),
      finding(repository, { rule: "broken-rule", level: "advisory", kind: "error", severity: "low" }),
    ]),
  }),
};

/** A stack without findings. */
export const passedRun: StackRun = {
  directory: "stacks/shop",
  project: "shop",
  stack: "prod",
  output: { stdout: "", stderr: "" },
  durationSeconds: 0.5,
  result: complete({ plan: plan([repository], { priorState: "state" }), evaluation: evaluation() }),
};

const renamed = resource("aws:sqs/queue:Queue", "ordersQueue", { name: "orders" });
const newQueue = resource(
  "aws:sqs/queue:Queue",
  "orders",
  { name: "orders" },
  { source: { file: "index.ts", line: 4 } },
);

/** A stack with a finding about a change, and with a remote component. */
export const changedRun: StackRun = {
  ...passedRun,
  result: complete({
    plan: plan([newQueue], {
      priorState: "state",
      steps: [
        { operation: "create", urn: newQueue.urn, type: newQueue.type },
        { operation: "delete", urn: renamed.urn, type: renamed.type, old: renamed },
      ],
      gaps: {
        unansweredLookups: [],
        opaqueComponents: [component.urn],
        withheldValues: [],
        undecryptableConfigKeys: [],
        notes: [],
        undeterminedResources: [group.urn],
      },
    }),
    evaluation: evaluation([
      finding(newQueue, {
        rule: "name-collision",
        message: "a resource with the same name is deleted later",
        remedy: "Add an alias.",
        change: {
          operation: "create",
          relatedResources: [renamed.urn],
          suggestion: 'aliases: [{ name: "ordersQueue" }]',
        },
      }),
    ]),
  }),
};

/** A stack compared with an exported state with hidden secrets. */
export const stateRun: StackRun = {
  ...passedRun,
  result: complete({
    plan: plan([group], {
      priorState: "state",
      gaps: {
        unansweredLookups: [],
        opaqueComponents: [],
        withheldValues: [],
        undecryptableConfigKeys: [],
        notes: [],
        assumedUnchanged: [{ urn: group.urn, path: "password" }],
        answeredLookups: [
          { token: "aws:ec2/getVpc:getVpc", asOf: "2026-05-01", file: "stacks/shop/roadbed.context.json" },
          { token: "aws:ec2/getAmi:getAmi", asOf: "2026-04-30", file: "stacks/shop/roadbed.context.json" },
        ],
      },
    }),
    evaluation: evaluation(),
    state: { file: "state.json" },
    typeErrors: [
      { code: "TS2322", message: "It is a text.\n  It must be a number.", file: "index.ts", line: 3, column: 7 },
      { code: "TS5023", message: "Unknown option." },
    ],
  }),
};

/** A stack whose plan was read from a digest of the Pulumi CLI. */
export const fileRun: StackRun = {
  ...passedRun,
  result: complete({
    plan: plan([group], { priorState: "engine", engine: { name: "pulumi" } }),
    evaluation: evaluation(),
    planFile: { file: "digest.json", kind: "digest" },
  }),
};

/** A stack whose preview timed out. */
export const failedRun: StackRun = {
  directory: "stacks/slow",
  output: { stdout: "", stderr: "" },
  durationSeconds: 9,
  result: { failures: [{ code: "timeout", message: "The program did not finish within 9 seconds." }] },
};

/** Returns the verdict on several stacks. */
export const verdictOf = (...runs: StackRun[]): Verdict => buildVerdict(runs, [], { strict: false });
