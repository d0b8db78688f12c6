import type { PreviewEvent } from "../engine";
import type { Lookups } from "../lookups";
import type { State } from "../state";
import type { Standby } from "./standby";

/** Options for a preview. Only the stack is required. */
export interface PreviewOptions {
  /** The name of the stack. */
  readonly stack: string;
  /**
   * The stack's organization.
   *
   * @default "organization", the name that self-managed backends use
   */
  readonly organization?: string;
  /** Values that override the values in Pulumi.<stack>.yaml. A key without a namespace belongs to the project. */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * The time limit in seconds. When it expires, the program is stopped and the preview fails with the code `timeout`.
   *
   * @default no limit
   */
  readonly timeoutSeconds?: number;
  /** The names of environment variables that the program receives although they look like credentials. */
  readonly passEnvironment?: readonly string[];
  /**
   * Whether to include the program's debug messages and the stack traces of errors.
   *
   * @default false
   */
  readonly debug?: boolean;
  /** The prior state. Without a prior state, every resource is created. */
  readonly state?: State;
  /** The answers to data source lookups and reads. Without an answer, the values are unknown. */
  readonly lookups?: Lookups;
  /**
   * Whether to apply performance patches to the program's copy of @pulumi/pulumi in memory. The patches do not change
   * the plan.
   *
   * @default true
   */
  readonly sdkPatches?: boolean;
  /**
   * The result of `createStandby`, for repeated previews of one program.
   *
   * @default each preview starts a new process
   */
  readonly standby?: Standby;
  /** Called for each event. Use it to display progress. */
  readonly onEvent?: (event: PreviewEvent) => void;
  /** The signal that stops the program. The preview then fails with the code `canceled`. */
  readonly signal?: AbortSignal;
}
