import type { PreviewEvent } from "../engine";
import type { Lookups } from "../lookups";
import type { ReplacementFacts } from "../planner";
import type { State } from "../state";

/** How a program is previewed. All but the stack has a default. */
export interface PreviewOptions {
  readonly stack: string;
  /** @default "organization", as self-managed backends have it */
  readonly organization?: string;
  /** `key=value` pairs that override Pulumi.<stack>.yaml; a key without a namespace means the project's. */
  readonly config?: Readonly<Record<string, string>>;
  /** Seconds until the program is ended and the preview fails with a `timeout`. No limit by default. */
  readonly timeoutSeconds?: number;
  /** Environment variables to hand to the program although their names look like credentials. */
  readonly passEnvironment?: readonly string[];
  /** Also deliver the program's debug messages, and stack traces with errors. */
  readonly debug?: boolean;
  /** What the stack was; without it everything is created, and nothing can be said of changes. */
  readonly state?: State;
  /** Which changes force a replacement. @default what is known of the types of AWS and Kubernetes */
  readonly facts?: ReplacementFacts;
  /** Answers to what the program asks of its clouds; without them such values are unknown. */
  readonly lookups?: Lookups;
  readonly onEvent?: (event: PreviewEvent) => void;
  readonly signal?: AbortSignal;
}
