import type { Plan } from "@roadbed/plan";
import type { ChangeWarning } from "../../model/change-warning";
import { changesIn, createWarning } from "./warned-change";

/**
 * Warns about resources that specify the option `import` although the deployment changes or replaces them. Pulumi's
 * preview succeeds, but its deployment refuses to replace such a resource. It updates the resource right after the
 * import.
 */
export function importWarnings(plan: Plan): readonly ChangeWarning[] {
  const changes = changesIn(plan);
  const imported = new Set(changes.filter(({ step }) => step.operation === "import").map(({ step }) => step.urn));
  // An import that replaces another resource is not a replacement of the imported resource.
  const takenOver = new Set(
    changes.filter(({ step }) => step.operation === "import-replacement").map(({ step }) => step.urn),
  );
  return changes.flatMap(({ step: { operation, urn }, resource }) => {
    if (operation === "replace" && !takenOver.has(urn))
      return imported.has(urn) || resource.options.importId !== undefined
        ? [
            createWarning(resource, {
              code: "imported-resource-replaced",
              message: "the deployment fails, because Pulumi does not replace a resource that specifies import",
              remedy:
                "Set the inputs to the values of the existing resource. To replace a resource that is already imported, remove the option import.",
            }),
          ]
        : [];
    return operation === "update" && imported.has(urn)
      ? [
          createWarning(resource, {
            code: "import-differs",
            message: "the inputs differ from the existing resource, so the deployment changes it after the import",
            remedy: "Set the inputs to the values of the existing resource, unless the change is intended.",
          }),
        ]
      : [];
  });
}
