import type { Step } from "@roadbed/plan";
import { defineChangeRule } from "../../authoring/define-change-rule";
import { examplePlan } from "../../authoring/example-plan";

const queue = "aws:sqs/queue:Queue";
const urn = `urn:pulumi:dev::example::${queue}::orders`;
const steps = (...operations: readonly Step["operation"][]): readonly Step[] =>
  operations.map((operation) => ({ operation, urn, type: queue }));
const imported = (name: string) =>
  examplePlan({ orders: [queue, { name }, { options: { importId: "https://sqs.example.com/orders" } }] });

export const importedResourceReplaced = defineChangeRule({
  id: "imported-resource-replaced",
  title: "Resources with the option import are not replaced",
  severity: "high",
  blocks: "always",
  why: "The deployment fails, because Pulumi does not replace a resource that specifies the option import. The preview of the Pulumi CLI succeeds nevertheless.",
  remedy:
    "Set the inputs to the values of the existing resource. To replace a resource that is already imported, remove the option import.",
  check: (changes) => {
    // An import that replaces another resource is not a replacement of the imported resource.
    const takenOver = new Set(
      changes.plan.steps.flatMap((step) => (step.operation === "import-replacement" ? [step.urn] : [])),
    );
    return changes
      .with("replace")
      .filter((change) => !takenOver.has(change.urn))
      .filter(({ isImported, after }) => isImported || after?.options.importId !== undefined)
      .map((change) => ({
        change,
        message: "the deployment fails, because Pulumi does not replace a resource that specifies import",
      }));
  },
  examples: {
    pass: [{ before: imported("orders"), after: imported("orders") }],
    fail: [{ before: imported("orders"), after: imported("bills") }],
  },
});

export const importDiffers = defineChangeRule({
  id: "import-differs",
  title: "The inputs of imported resources match the existing resource",
  severity: "medium",
  blocks: "never",
  why: "Pulumi updates a resource right after its import if the inputs differ from the existing resource.",
  remedy: "Set the inputs to the values of the existing resource, unless the change is intended.",
  check: (changes) =>
    changes
      .with("update")
      .filter(({ isImported }) => isImported)
      .map((change) => ({
        change,
        message: "the inputs differ from the existing resource, so the deployment changes it after the import",
      })),
  examples: {
    pass: [{ before: examplePlan({}), after: imported("orders"), steps: steps("import") }],
    fail: [{ before: examplePlan({}), after: imported("orders"), steps: steps("import", "update") }],
  },
});
