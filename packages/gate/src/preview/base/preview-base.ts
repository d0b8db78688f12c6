import { existsSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { propertyMap, type Plan } from "@roadbed/plan";
import type { PreviewEvent } from "@roadbed/plan/preview";
import { CommandError } from "../../failures/command-error";
import { failureOf } from "../../failures/failure-of";
import { makePlan, type PlanningOptions } from "../make-plan";
import { PROJECT_FILES, type Target } from "../../targets/target";
import { defined } from "../../util/defined";
import type { Checkout } from "./checkout";
import { lockfileConflict } from "./lockfiles";
import { memberDependent } from "./member-dependents";
import { overlayPackages } from "./overlay";
import { baseSetupOf, runBaseSetup } from "./base-setup";
import { relocate } from "./relocate";

/** The head and the base of a repository, and the signal that ends the setup of the base. */
export interface HeadAndBase {
  /** The top directory of the work tree. */
  readonly head: string;
  readonly base: Checkout;
  readonly commit: string;
  /** The signal that ends `baseSetup`, which several stacks may wait for. */
  readonly setupSignal: AbortSignal;
}

/** The result of previewing a stack at the base. */
export interface BasePreview {
  readonly plan: Plan;
  /** The part that did not exist at the base. If set, the plan is empty. */
  readonly missing?: "program" | "stack";
}

/**
 * Previews a stack at the base.
 *
 * @throws CommandError if the stack cannot be previewed, because an incomplete plan would show existing resources as
 *   new
 */
export async function previewBase(
  { program, stack, organization }: Target,
  { head, base, commit, setupSignal }: HeadAndBase,
  options: PlanningOptions,
): Promise<BasePreview> {
  const folder = relative(head, realpathSync(program.root));
  const shortCommit = commit.slice(0, 10);
  const root = join(base.root, folder);
  const noPlan = emptyPlan(program.project, stack);
  if (!hasProject(root)) return { plan: noPlan, missing: "program" };
  const { findProgram, listStacks } = await import("@roadbed/plan/preview");
  const failed = (reason: string): CommandError => cannotPreview(reason.replaceAll(base.root + sep, ""), shortCommit);
  const setup = await baseSetupOf({ directory: root, top: base.root });
  if (setup === undefined) {
    const conflict = lockfileConflict(head, base.root, folder);
    if (conflict !== undefined)
      throw failed(`the installed packages may differ from the packages of the base: ${conflict}`);
    const dependent = memberDependent(head, folder);
    if (dependent !== undefined) throw failed(dependent);
  }
  let plan: Plan;
  try {
    if (setup !== undefined) {
      const { timeoutSeconds } = options;
      const limits = { signal: setupSignal, ...defined({ timeoutSeconds }) };
      await unlessAborted(
        base.once(setup.directory, () => runBaseSetup(setup, limits)),
        options.signal,
      );
    }
    const baseProgram = await findProgram(root);
    if (!listStacks(baseProgram).includes(stack) && listStacks(program).includes(stack))
      return { plan: noPlan, missing: "stack" };
    if (setup === undefined) {
      overlayPackages(head, base.root, folder);
      overlayPackages(head, base.root, relative(base.root, baseProgram.directory));
    }
    const target = {
      directory: root,
      program: baseProgram,
      stack,
      ...defined({ organization }),
    };
    // The process in standby is for the program at the head.
    const onEvent = secretsOnly(options.onEvent);
    ({ plan } = await makePlan(target, { ...options, standby: undefined, onEvent }));
  } catch (error) {
    const failure = failureOf(error);
    if (options.signal.aborted || failure.code === "canceled") throw error;
    if (failure.code === "timeout") throw new CommandError("timeout", `At the base ${shortCommit}: ${failure.message}`);
    throw failed(failure.message);
  }
  plan = relocate(plan, base.root, head);
  if (plan.result === "failed") throw failed(firstError(plan));
  return { plan };
}

/**
 * Waits for work unless the signal is aborted.
 *
 * @throws the reason of the signal
 */
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await Promise.race([work, aborted]);
  signal.throwIfAborted();
}

function cannotPreview(reason: string, shortCommit: string): CommandError {
  const build = reason.includes("Cannot find module") ? " (compiled files are not in Git)" : "";
  return new CommandError(
    "base-preview-failed",
    `Cannot preview the program at the base ${shortCommit}: ${reason.trim().replace(/\.$/, "")}${build}. Save a plan of the base with --save-plan, and pass it with --base-plan.`,
  );
}

/** Ignores the output and progress of the base, but collects its secrets. */
function secretsOnly(onEvent: PlanningOptions["onEvent"]): PlanningOptions["onEvent"] {
  return (event: PreviewEvent) => {
    if (event.type === "strings") onEvent(event);
  };
}

const hasProject = (root: string): boolean => PROJECT_FILES.some((name) => existsSync(join(root, name)));

/** The maximum length of an error in a message. */
const MAX_CHARACTERS = 300;

function firstError({ diagnostics }: Plan): string {
  const message = diagnostics.find(({ severity }) => severity === "error")?.message ?? "it failed without a message";
  const line = message.trim().replace(/\s+/g, " ");
  // The ellipsis marks the place where a secret can be incomplete.
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : line;
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
    gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
  };
}
