import type { Urn } from "@roadbed/plan";
import { findTypeFacts, type LossKind } from "@roadbed/plan/facts";
import { defineChangeRule } from "../../authoring/define-change-rule";
import { examplePlan } from "../../authoring/example-plan";
import { isLeftBehind, type Change } from "../../changes/change";
import type { PlannedChanges } from "../../changes/planned-changes";

const queue = "aws:sqs/queue:Queue";
const topicSubscription = "aws:sns/topicSubscription:TopicSubscription";
const database = "aws:rds/instance:Instance";
const instance = "aws:ec2/instance:Instance";

const LOSSES: Readonly<Record<LossKind, string>> = {
  data: "its data is lost",
  keys: "its keys are lost, and everything that is encrypted or signed with them becomes unusable",
  identity: "it cannot be created again with the same name, address, or ID",
};

/** A change of a resource that contains data, keys, or an identity. */
interface StatefulChange {
  readonly change: Change;
  readonly loss: LossKind;
}

function statefulChanges(changes: readonly Change[]): readonly StatefulChange[] {
  return changes.flatMap((change) => {
    const loss = findTypeFacts(change.type)?.lossKind;
    return loss === undefined || change.before?.external === true ? [] : [{ change, loss }];
  });
}

const users = (changes: PlannedChanges, { before, urn }: Change): readonly Urn[] => changes.usersOf(before?.urn ?? urn);

export const statefulDelete = defineChangeRule({
  id: "stateful-delete",
  title: "Resources that contain data, keys, or an identity are not deleted",
  severity: "high",
  blocks: "always",
  why: "Deleting the resource destroys what recreating it does not restore, such as the rows of a database, the key of encrypted volumes, or the address that clients use.",
  remedy:
    "Keep the resource in the program. If it must be deleted, back up its contents and approve the deletion. To keep it in the cloud without managing it, set retainOnDelete: true in a deployment before.",
  check: (changes) =>
    statefulChanges(changes.with("delete"))
      .filter(({ change }) => !isLeftBehind(change))
      .map(({ change, loss }) => ({
        change,
        message: `the resource is deleted, and ${LOSSES[loss]}`,
        relatedResources: users(changes, change),
      })),
  examples: {
    pass: [
      {
        before: examplePlan({ orders: [topicSubscription, { protocol: "email" }] }),
        after: examplePlan({}),
      },
      {
        before: examplePlan({ orders: [queue, {}, { options: { retainOnDelete: true } }] }),
        after: examplePlan({}),
      },
    ],
    fail: [{ before: examplePlan({ orders: [queue, {}] }), after: examplePlan({}) }],
  },
});

export const statefulReplacement = defineChangeRule({
  id: "stateful-replacement",
  title: "Resources that contain data, keys, or an identity are not replaced",
  severity: "high",
  blocks: "always",
  why: "A replacement deletes the old resource with everything that it contains, and creates an empty one.",
  remedy:
    "Undo the change of the inputs that force the replacement. If the replacement is intended, move the contents and approve it.",
  check: (changes) =>
    statefulChanges(changes.with("replace"))
      .filter(({ change }) => !isLeftBehind(change) && change.type !== instance)
      .map(({ change, loss }) => ({
        change,
        message: `the resource is replaced, and ${LOSSES[loss]}`,
        ...atCause(change),
        relatedResources: users(changes, change),
      })),
  examples: {
    pass: [
      {
        before: examplePlan({ main: [database, { engine: "postgres", instanceClass: "db.t4g.small" }] }),
        after: examplePlan({ main: [database, { engine: "postgres", instanceClass: "db.t4g.large" }] }),
      },
    ],
    fail: [
      {
        before: examplePlan({ main: [database, { engine: "postgres" }] }),
        after: examplePlan({ main: [database, { engine: "mysql" }] }),
      },
    ],
  },
});

/** Locates an issue at the first input that forces a replacement. */
function atCause({ replaceKeys, after }: Change): { readonly at?: string } {
  const at = replaceKeys.find((path) => Object.hasOwn(after?.inputs ?? {}, path.split(/[.[]/)[0] ?? path));
  return at === undefined ? {} : { at };
}

export const statefulPossibleReplacement = defineChangeRule({
  id: "stateful-possible-replacement",
  title: "Changes do not risk replacing resources that contain data, keys, or an identity",
  severity: "high",
  blocks: "strict",
  why: "Whether the provider replaces the resource depends on values or conditions that the preview does not know. If it does, the deployment deletes the old resource with everything that it contains.",
  remedy:
    "Preview the change with the Pulumi CLI, which asks the provider, or protect the resource with protect: true, so that a replacement fails.",
  check: (changes) =>
    statefulChanges(changes.with("update"))
      .filter(({ change }) => change.mayReplaceKeys.length > 0)
      .map(({ change, loss }) => ({
        change,
        message: `the resource may be replaced, and then ${LOSSES[loss]}`,
        ...atCause({ ...change, replaceKeys: change.mayReplaceKeys }),
      })),
  examples: {
    pass: [
      {
        before: examplePlan({ orders: [queue, { delaySeconds: 5 }] }),
        after: examplePlan({ orders: [queue, { delaySeconds: 10 }] }),
      },
    ],
    fail: [
      {
        before: examplePlan({ orders: [queue, { delaySeconds: 5 }] }),
        after: examplePlan({ orders: [queue, { delaySeconds: 10 }] }),
        steps: [
          {
            operation: "update",
            urn: `urn:pulumi:dev::example::${queue}::orders`,
            type: queue,
            mayReplaceKeys: ["delaySeconds"],
          },
        ],
      },
    ],
  },
});

export const leftBehind = defineChangeRule({
  id: "left-behind",
  title: "Removed resources are deleted in the cloud",
  severity: "low",
  blocks: "never",
  why: "With the option retainOnDelete, Pulumi removes the resource only from the state. It continues to exist, to cost money, and to occupy its name, but nothing manages it anymore.",
  remedy: "Delete the resource by hand when it is no longer needed, or import it into another stack.",
  check: (changes) =>
    changes
      .with("delete", "replace")
      .filter(isLeftBehind)
      .map((change) => ({ change, message: "the resource is left behind in the cloud, where nothing manages it" })),
  examples: {
    pass: [{ before: examplePlan({ orders: [queue, {}] }), after: examplePlan({}) }],
    fail: [
      {
        before: examplePlan({ orders: [queue, {}, { options: { retainOnDelete: true } }] }),
        after: examplePlan({}),
      },
    ],
  },
});

export const instanceReplaced = defineChangeRule({
  id: "instance-replaced",
  title: "EC2 instances outside an Auto Scaling group are not replaced",
  severity: "medium",
  blocks: "never",
  types: [instance],
  why: "The replacement stops everything that runs on the instance, and its root volume and instance store volumes are deleted with it.",
  remedy:
    "Undo the change of the inputs that force the replacement, or run the workload in an Auto Scaling group, which replaces instances one by one.",
  check: (changes) =>
    changes
      .with("replace")
      .filter((change) => change.type === instance && !isLeftBehind(change))
      .map((change) => ({ change, message: "the instance is replaced with its volumes", ...atCause(change) })),
  examples: {
    pass: [
      {
        before: examplePlan({ bastion: [instance, { ami: "ami-1", tags: { Name: "a" } }] }),
        after: examplePlan({ bastion: [instance, { ami: "ami-1", tags: { Name: "b" } }] }),
      },
    ],
    fail: [
      {
        before: examplePlan({ bastion: [instance, { ami: "ami-1" }] }),
        after: examplePlan({ bastion: [instance, { ami: "ami-2" }] }),
      },
    ],
  },
});
