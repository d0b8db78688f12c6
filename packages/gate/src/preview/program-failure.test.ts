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

describe("a program has ended early", () => {
  it.each<[string, Plan, boolean]>([
    ["not if it came to its end", plan([]), false],
    ["if it failed and nobody says why", failing(), true],
    ["if it threw an error", failing(error("boom")), true],
    ["not if it would delete what is protected", failing(refused), false],
    ["not for what the Pulumi CLI adds to every failure", failing(refused, error("preview failed\n")), false],
    ["if it threw an error beside that", failing(refused, error("boom")), true],
    ["whatever it says of what is not protected", failing(error("it is protected", open.urn)), true],
    ["whatever it says of protection elsewhere", failing(error("it is protected")), true],
  ])("%s", (_, planned, expected) => expect(endedEarly(planned)).toBe(expected));
});
