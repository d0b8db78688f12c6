import { startInProcess, findProgram, previewProgram as previewProcess } from "@roadbed/plan/preview";
import type { InProcessEngine, Lookups, PreviewOptions } from "@roadbed/plan/preview";
import { runProgram, sdkVersion } from "./sdk/run-program";
import { StackPlan } from "./stack-plan";

/** The stack, the configuration and the lookup answers of a preview. */
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
  /** Answers to data source lookups, and outputs of new resources. A lookup or output without an answer is unknown. */
  readonly lookups?: Lookups;
}

/**
 * Previews a program that is passed as a function. The preview runs in the current process, with the engine that
 * `roadbed check` uses.
 *
 * @remarks
 * Unlike the SDK's mocks, the engine handles parents, aliases, resource options, transforms, hooks and dependencies.
 * Previews are isolated from each other and can run concurrently. The object that the function returns becomes the
 * outputs of the stack. A returned resource is ignored.
 *
 * ```ts
 * const stack = await preview(() => new Vpc("main"));
 * expect(stack.inventory()).toContain("aws:ec2/vpc:Vpc main-vpc");
 * ```
 *
 * @throws The error that the program throws, or an Error if the engine rejects a resource, for example because its URN is a
 * duplicate.
 */
export async function preview(program: () => unknown, options: StackOptions = {}): Promise<StackPlan> {
  const { project = "project", stack = "stack", organization = "organization", root = process.cwd() } = options;
  const { config, secretKeys, lookups } = options;
  const context = { organization, project, stack, root, version: sdkVersion };
  const engine = startInProcess({
    ...context,
    ...(config && { config }),
    ...(secretKeys && { secretKeys }),
    ...(lookups && { lookups }),
  });
  try {
    await runProgram(engine, context, program);
    throwEngineFailure(engine);
    return new StackPlan(engine.plan());
  } finally {
    engine.close();
  }
}

/** Throws the failure of the engine, if any. It is more specific than the error that the program throws as a consequence. */
function throwEngineFailure(engine: InProcessEngine): void {
  const failure = engine.failure();
  if (failure !== undefined) throw new Error(failure);
}

/**
 * Previews the program in a directory with a `Pulumi.yaml` in a separate process, as `roadbed check` does.
 *
 * @remarks
 * If the program fails, the `diagnostics` of the plan contain the error.
 *
 * @throws PreviewError if the preview produces no plan
 */
export async function previewDirectory(directory: string, options: PreviewOptions): Promise<StackPlan> {
  return new StackPlan(await previewProcess(await findProgram(directory), options));
}
