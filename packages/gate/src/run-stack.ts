import type { PreviewEvent } from "@roadbed/plan/preview";
import type { ConfiguredRule } from "@roadbed/policies";
import type { Target } from "./targets";
import type { Judgement } from "./verdict";

export interface RunOptions {
  readonly config: Readonly<Record<string, string>>;
  readonly passEnvironment: readonly string[];
  readonly timeoutSeconds?: number;
  readonly debug: boolean;
  readonly signal: AbortSignal;
  readonly onEvent: (event: PreviewEvent) => void;
}

/**
 * Previews one stack and judges the plan.
 *
 * @param loadRules called when the program's process is under way, so that loading them costs no time of its own
 */
export async function runStack(
  { program, stack, organization }: Target,
  options: RunOptions,
  loadRules: () => Promise<readonly ConfiguredRule[]>,
): Promise<Judgement> {
  const { preview } = await import("@roadbed/plan/preview");
  const stop = new AbortController();
  let onStarted: (() => void) | undefined;
  const started = new Promise<void>((resolve) => (onStarted = resolve));
  const planning = preview(program, {
    ...options,
    stack,
    ...(organization !== undefined && { organization }),
    signal: AbortSignal.any([options.signal, stop.signal]),
    onEvent: (event) => {
      if (event.type === "started") onStarted?.();
      options.onEvent(event);
    },
  });
  try {
    await Promise.race([started, planning]);
    const rules = await loadRules();
    const plan = await planning;
    const { evaluate } = await import("@roadbed/policies");
    return { plan, evaluation: evaluate(plan, rules) };
  } finally {
    // If the rules cannot be loaded the program is ended, and waited for: no process is left behind.
    stop.abort();
    await planning.catch(() => undefined);
  }
}
