import type { PreviewEvent } from "../engine";
import type { Lookups } from "../lookups";
import type { State } from "../state";

/** Options of a preview. Only the stack is required. */
export interface PreviewOptions {
  /** The name of the stack. */
  readonly stack: string;
  /**
   * The organization of the stack.
   *
   * @default "organization", the name that self-managed backends use
   */
  readonly organization?: string;
  /** Overrides values of Pulumi.<stack>.yaml. A key without a namespace belongs to the project. */
  readonly config?: Readonly<Record<string, string>>;
  /** Seconds until the program is stopped and the preview fails with the code `timeout`. No limit by default. */
  readonly timeoutSeconds?: number;
  /** Names of environment variables that the program receives although they look like credentials. */
  readonly passEnvironment?: readonly string[];
  /**
   * Whether to deliver the program's debug messages, and stack traces with errors.
   *
   * @default false
   */
  readonly debug?: boolean;
  /** The prior state. Without it, every resource is created. */
  readonly state?: State;
  /** Answers to data source lookups and reads. Without an answer, the values are unknown. */
  readonly lookups?: Lookups;
  /**
   * Whether to apply performance patches to the program's copy of @pulumi/pulumi, in memory. They do not change the plan.
   *
   * @default true
   */
  readonly sdkPatches?: boolean;
  /** Called for every event, for a progress display. */
  readonly onEvent?: (event: PreviewEvent) => void;
  /** Aborting it stops the program. The preview then fails with the code `cancelled`. */
  readonly signal?: AbortSignal;
}
