import type { Resource } from "@roadbed/plan";
import { hasSameIdentity } from "@roadbed/plan/facts";
import { defineChangeRule } from "../../authoring/define-change-rule";
import { examplePlan } from "../../authoring/example-plan";
import { aliasOption, movesIn, type MoveGroup } from "../../changes/moves";
import { hasRenamedInputs } from "../../changes/renamed-inputs";
import { isSameProvider } from "../../changes/shared-provider";

const queue = "aws:sqs/queue:Queue";

const collides = (from: Resource, to: Resource): boolean =>
  isSameProvider(from, to) && hasSameIdentity(to.type, from.inputs, to.inputs);

/** Whether a new resource has the inputs of a deleted resource, but not its identity, such as a generated name. */
const isRenamed = (from: Resource, to: Resource): boolean =>
  to.custom && isSameProvider(from, to) && hasRenamedInputs(from, to) && !collides(from, to);

const ownChildren = ({ to, moved }: MoveGroup) =>
  moved.filter(({ to: { urn } }) => urn !== to.urn).map(({ to: { urn } }) => urn);

export const nameCollision = defineChangeRule({
  id: "name-collision",
  title: "New resources do not have the name of a resource that is deleted later",
  severity: "high",
  blocks: "always",
  why: "Pulumi deletes resources last, so the name is still taken when the new resource is created. The creation fails, or it adopts the existing resource, which the deletion then removes.",
  remedy: "If you moved or renamed the resource, add an alias, so that Pulumi keeps it.",
  check: (changes) =>
    movesIn(changes, collides).map((group) => {
      const children = ownChildren(group);
      return {
        change: group.to,
        message:
          children.length === 0
            ? "a resource with the same name is deleted only after this one is created, so the creation can fail, or the deletion can remove the new resource"
            : "resources with the names of its children are deleted only after the children are created, so the creation can fail, or the deletion can remove the new resources",
        relatedResources: [group.from.urn, ...children],
        suggestion: aliasOption(group),
      };
    }),
  examples: {
    pass: [
      {
        before: examplePlan({ orders: [queue, { name: "orders" }] }),
        after: examplePlan({ bills: [queue, { name: "bills" }] }),
      },
    ],
    fail: [
      {
        before: examplePlan({ orders: [queue, { name: "orders" }] }),
        after: examplePlan({ ordersQueue: [queue, { name: "orders" }] }),
      },
    ],
  },
});

export const renamedResource = defineChangeRule({
  id: "renamed-resource",
  title: "Moved and renamed resources have an alias",
  severity: "medium",
  blocks: "never",
  why: "Pulumi identifies a resource by its name, type, and parent. If one of them changes, Pulumi creates a new resource and deletes the old one, with everything that it contains.",
  remedy: "If you moved or renamed the resource, add an alias, so that Pulumi keeps it.",
  check: (changes) =>
    movesIn(changes, isRenamed).map((group) => ({
      change: group.to,
      message: "a resource with the same inputs is deleted, so this one was probably moved or renamed",
      relatedResources: [group.from.urn, ...ownChildren(group)],
      suggestion: aliasOption(group),
    })),
  examples: {
    pass: [
      {
        before: examplePlan({ orders: [queue, { delaySeconds: 5 }] }),
        after: examplePlan({ bills: [queue, { delaySeconds: 10 }] }),
      },
      {
        before: examplePlan({ orders: [queue, { delaySeconds: 5 }] }),
        after: examplePlan({
          bills: [queue, { delaySeconds: 5 }, { options: { aliases: [`urn:pulumi:dev::example::${queue}::orders`] } }],
        }),
      },
    ],
    fail: [
      {
        before: examplePlan({ orders: [queue, { delaySeconds: 5 }] }),
        after: examplePlan({ bills: [queue, { delaySeconds: 5 }] }),
      },
    ],
  },
});
