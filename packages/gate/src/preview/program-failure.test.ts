import type { Diagnostic, Plan } from "@roadbed/plan";
import { plan, resource } from "../../test/plans";
import { defined } from "../util/defined";
import { endedEarly } from "./program-failure";

const kept = resource("aws:rds/instance:Instance", "orders", {}, { options: { protect: true } });
const open = resource("aws:rds/instance:Instance", "till");
const error = (message: string, urn?: string): Diagnostic => ({
  severity: "error",
  message,
  ...defined({ urn }),
});
const refused = error(`resource ${kept.urn} cannot be deleted because it is protected. To allow it, …`, kept.urn);

function failing(...diagnostics: readonly Diagnostic[]): Plan {
  const steps = [kept, open].map((old) => ({ operation: "delete" as const, urn: old.urn, type: old.type, old }));
  return plan([], { result: "failed", priorState: "state", steps, diagnostics });
}

describe("endedEarly", () => {
  it.each<[string, Plan, boolean]>([
    ["false for a successful program", plan([]), false],
    ["true if the program failed without a message", failing(), true],
    ["true if the program threw an error", failing(error("boom")), true],
    ["false if the program would delete a protected resource", failing(refused), false],
    [
      "false despite the message that the Pulumi CLI adds to every failure",
      failing(refused, error("preview failed\n")),
      false,
    ],
    ["true if the program would delete a protected resource and threw an error", failing(refused, error("boom")), true],
    [
      "true if a message about protection concerns an unprotected resource",
      failing(error("it is protected", open.urn)),
      true,
    ],
    ["false if the engine reports that the program finished", { ...failing(error("boom")), endedEarly: false }, false],
    ["true if the engine reports that the program ended early", { ...failing(refused), endedEarly: true }, true],
    ["true if a message about protection concerns no resource", failing(error("it is protected")), true],
  ])("returns %s", (_, planned, expected) => expect(endedEarly(planned)).toBe(expected));
});
