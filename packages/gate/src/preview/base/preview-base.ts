import { existsSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { propertyMap, type Plan } from "@roadbed/plan";
import type { PreviewEvent } from "@roadbed/plan/preview";
import { CommandError } from "../../failures/command-error";
import { failureOf } from "../../failures/failure-of";
import { makePlan, type PlanningOptions } from "../make-plan";
import type { Target } from "../../targets/target";
import type { Checkout } from "./checkout";
import { lockfileConflict } from "./lockfiles";
import { memberDependent } from "./member-dependents";
import { overlayPackages } from "./overlay";
import { baseSetupOf, runBaseSetup } from "./base-setup";
import { relocate } from "./relocate";

/** Where the two versions of a repository are. */
export interface Versions {
  /** The top folder of the work tree. */
  readonly head: string;
  readonly base: Checkout;
  readonly commit: string;
  /** Ends the command that makes the base ready, which several stacks may wait for. */
  readonly setupSignal: AbortSignal;
}

export interface BasePreview {
  readonly plan: Plan;
  /** The program or the stack was not there yet: then the plan is empty. */
  readonly absent?: "program" | "stack";
}

/**
 * Previews a stack as it was at the base.
 *
 * @throws CommandError if it cannot be previewed: a plan without what is missing would show all of it as new
 */
export async function previewBase(
  { program, stack, organization }: Target,
  { head, base, commit, setupSignal }: Versions,
  options: PlanningOptions,
): Promise<BasePreview> {
  const folder = relative(head, realpathSync(program.root));
  const at = commit.slice(0, 10);
  const root = join(base.root, folder);
  const nothing = emptyPlan(program.project, stack);
  if (!hasProject(root)) return { plan: nothing, absent: "program" };
  const { findProgram, listStacks } = await import("@roadbed/plan/preview");
  const failed = (reason: string): CommandError => cannotPreview(reason.replaceAll(base.root + sep, ""), at);
  const setup = await baseSetupOf(root);
  if (setup === undefined) {
    const conflict = lockfileConflict(head, base.root, folder);
    if (conflict !== undefined) throw failed(`the installed packages may not be its packages, since ${conflict}`);
    const dependent = memberDependent(head, folder);
    if (dependent !== undefined) throw failed(`${dependent} and would be the head's`);
  }
  let plan: Plan;
  try {
    if (setup !== undefined) {
      const { timeoutSeconds } = options;
      const limits = { signal: setupSignal, ...(timeoutSeconds !== undefined && { timeoutSeconds }) };
      await unlessAborted(
        base.once(setup.directory, () => runBaseSetup(setup, limits)),
        options.signal,
      );
    }
    const before = await findProgram(root);
    if (!listStacks(before).includes(stack) && listStacks(program).includes(stack))
      return { plan: nothing, absent: "stack" };
    if (setup === undefined) {
      overlayPackages(head, base.root, folder);
      overlayPackages(head, base.root, relative(base.root, before.directory));
    }
    const target = { directory: root, program: before, stack, ...(organization !== undefined && { organization }) };
    ({ plan } = await makePlan(target, { ...options, onEvent: secretsOnly(options.onEvent) }));
  } catch (error) {
    const failure = failureOf(error);
    if (options.signal.aborted || failure.reason === "cancelled") throw error;
    if (failure.reason === "timeout")
      throw new CommandError("timeout", `As it was at the base ${at}: ${failure.message}`);
    throw failed(failure.message);
  }
  plan = relocate(plan, base.root, head);
  if (plan.result === "failed") throw failed(firstError(plan));
  return { plan };
}

/** Waits no longer than anybody wants it. @throws the signal's reason */
async function unlessAborted(doing: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await Promise.race([doing, aborted]);
  signal.throwIfAborted();
}

function cannotPreview(reason: string, at: string): CommandError {
  const build = reason.includes("Cannot find module") ? " (what is built is not in Git)" : "";
  return new CommandError(
    "error",
    `The program cannot be previewed as it was at the base ${at}: ${reason.trim().replace(/\.$/, "")}${build}. A plan saved there with --save-plan can be given with --base-plan.`,
  );
}

/** What the base prints and how far it is concerns nobody; what no report may show is the same for both. */
function secretsOnly(onEvent: PlanningOptions["onEvent"]): PlanningOptions["onEvent"] {
  return (event: PreviewEvent) => {
    if (event.type === "started") onEvent(event);
  };
}

const hasProject = (root: string): boolean =>
  ["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(root, name)));

/** Long enough for what is wrong and where. */
const LONGEST_REASON = 300;

function firstError({ diagnostics }: Plan): string {
  const message = diagnostics.find(({ severity }) => severity === "error")?.message ?? "it failed without saying why";
  return message.trim().replace(/\s+/g, " ").slice(0, LONGEST_REASON);
}

function emptyPlan(project: string, stack: string): Plan {
  return {
    engine: { name: "embedded" },
    organization: "",
    project,
    stack,
    result: "succeeded",
    resources: [],
    steps: [],
    outputs: propertyMap(),
    diagnostics: [],
    priorState: "none",
    gaps: { unanswered: [], opaque: [], withheld: [], undecryptable: [], notes: [] },
  };
}
