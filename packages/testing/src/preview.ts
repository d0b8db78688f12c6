import { startInProcess, findProgram, parseState, previewProgram as previewProcess } from "@roadbed/plan/preview";
import type { InProcessEngine, Lookups, PreviewOptions } from "@roadbed/plan/preview";
import { runProgram, sdkVersion } from "./sdk/run-program";
import { StackPlan } from "./stack-plan";

/** Options for the preview of a function. */
export interface StackOptions {
  /**
   * The name of the project.
   *
   * @default "project"
   */
  readonly project?: string;
  /**
   * The name of the stack.
   *
   * @default "stack"
   */
  readonly stack?: string;
  /**
   * The name of the organization.
   *
   * @default "organization"
   */
  readonly organization?: string;
  /** Configuration values by key, as in `Pulumi.<stack>.yaml`. Keys without a namespace belong to the project. */
  readonly config?: Readonly<Record<string, string>>;
  /** The keys of `config` whose values are secret. */
  readonly secretKeys?: readonly string[];
  /**
   * The directory that source positions and asset paths are relative to.
   *
   * @default the working directory
   */
  readonly root?: string;
  /**
   * The answers to data source lookups, and the outputs of new resources. Results and outputs without a value are
   * unknown.
   */
  readonly lookups?: Lookups;
  /**
   * The content of a file that `pulumi stack export` wrote. The steps of the plan are then computed against this state, as
   * with `roadbed check --state`. The project, stack, and organization must be those of the state.
   *
   * @default no state; every resource is created
   */
  readonly state?: string;
}

/**
 * Previews a program that is passed as a function. The preview runs in the current process, with the engine that
 * `roadbed check` uses.
 *
 * @remarks Unlike the SDK's mocks, the engine handles parents, aliases, resource options, transforms, hooks, and
 * dependencies. Previews are isolated from each other and can run concurrently. The properties of the object that the
 * function returns become the stack's outputs. A returned resource is ignored.
 *
 * ```ts
 * const stack = await preview(() => new Vpc("main"));
 * expect(stack.inventory()).toContain("aws:ec2/vpc:Vpc main-vpc");
 * ```
 *
 * @throws PlanFileError if the state is invalid
 * @throws The error that the program throws, or an Error if the engine rejects a resource, for example because another
 * resource has the same URN.
 */
export async function preview(program: () => unknown, options: StackOptions = {}): Promise<StackPlan> {
  const { project = "project", stack = "stack", organization = "organization", root = process.cwd() } = options;
  const { config, secretKeys, lookups, state } = options;
  const context = { organization, project, stack, root, version: sdkVersion };
  const engine = startInProcess({
    ...context,
    ...(config && { config }),
    ...(secretKeys && { secretKeys }),
    ...(lookups && { lookups }),
    ...(state !== undefined && { state: parseState(state, "the state") }),
  });
  try {
    await runProgram(engine, context, program);
    throwEngineFailure(engine);
    engine.finish();
    return new StackPlan(engine.plan());
  } finally {
    engine.close();
  }
}

/** Throws the engine's failure, if any, because it is more specific than the resulting error in the program. */
function throwEngineFailure(engine: InProcessEngine): void {
  const failure = engine.failure();
  if (failure !== undefined) throw new Error(failure);
}

/**
 * Previews the program in a directory with a `Pulumi.yaml` in a separate process, as `roadbed check` does.
 *
 * @remarks
 * If the program fails, `diagnostics` contains the error.
 *
 * @throws PreviewError if no plan can be created
 */
export async function previewDirectory(directory: string, options: PreviewOptions): Promise<StackPlan> {
  return new StackPlan(await previewProcess(await findProgram(directory), options));
}
