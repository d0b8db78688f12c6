import { startInProcess, findProgram, preview as previewProcess } from "@roadbed/plan/preview";
import type { InProcessEngine, Lookups, PreviewOptions } from "@roadbed/plan/preview";
import { runInSdk, sdkVersion } from "./sdk";
import { StackPlan } from "./stack-plan";

/** What a program is told of its stack, and of its clouds. */
export interface StackOptions {
  /** @default "project" */
  readonly project?: string;
  /** @default "stack" */
  readonly stack?: string;
  /** @default "organization" */
  readonly organization?: string;
  /** By key, as in Pulumi.<stack>.yaml; a key without a namespace means the project's. */
  readonly config?: Readonly<Record<string, string>>;
  /** Keys of `config` whose values are secret. */
  readonly secretKeys?: readonly string[];
  /** What source positions and asset paths are relative to. @default the working directory */
  readonly root?: string;
  /** Answers to what the program asks of its clouds; what has none is unknown, as in any preview. */
  readonly lookups?: Lookups;
}

/**
 * Previews a program, given as a function, in this process, by the engine that `roadbed check` uses: with parents,
 * transforms, hooks, options and dependencies, unlike the SDK's mocks. What the function returns becomes the stack's
 * outputs, unless it is a resource. Previews do not see each other, also when they run at the same time.
 *
 * ```ts
 * const stack = await preview(() => new Vpc("main"));
 * expect(stack.inventory()).toContain("aws:ec2/vpc:Vpc main-vpc");
 * ```
 *
 * @throws what the program throws; an Error if the engine refused it, as for a duplicate name
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
    await runInSdk(engine, context, program);
    requireUnbroken(engine);
    return new StackPlan(engine.plan());
  } finally {
    engine.close();
  }
}

/** The engine's refusal is what broke the program; what the program made of it says less. */
function requireUnbroken(engine: InProcessEngine): void {
  const failure = engine.failure();
  if (failure !== undefined) throw new Error(failure);
}

/**
 * Previews the program of a folder with a Pulumi.yaml, in a process of its own, as `roadbed check` does.
 * A program that fails gives a plan that says so in its `diagnostics`.
 *
 * @throws PreviewError if no plan could be made at all
 */
export async function previewDirectory(directory: string, options: PreviewOptions): Promise<StackPlan> {
  return new StackPlan(await previewProcess(await findProgram(directory), options));
}
