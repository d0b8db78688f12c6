import type { ReplacementFacts } from "../replacement-facts";
import type { State } from "../state";
import type { Lookups } from "./lookups";

/** A Pulumi program on disk, as its Pulumi.yaml describes it. */
export interface Program {
  /** The folder of Pulumi.yaml. */
  readonly root: string;
  /** Where the program runs: `root`, or the folder that `main` names. */
  readonly directory: string;
  /** What is run, relative to `directory`; `.` unless `main` names a file. */
  readonly entry: string;
  readonly project: string;
}

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

/** What happens while a preview runs, for a progress display. */
export type PreviewEvent =
  /** The program's process is under way. No output may show `secrets`, the texts in its secret configuration. */
  | { readonly type: "started"; readonly secrets: readonly string[] }
  | { readonly type: "registered"; readonly urn: string; readonly count: number }
  | { readonly type: "output"; readonly stream: "stdout" | "stderr"; readonly text: string }
  | {
      readonly type: "diagnostic";
      readonly severity: "debug" | "info" | "warning" | "error";
      readonly message: string;
    };

/** Why no plan could be made at all. A program that fails half-way gives a plan with `result: "failed"` instead. */
export type PreviewErrorCode =
  | "usage"
  | "configuration"
  /** Not logged in, or a credential is missing; only where the Pulumi CLI is used. */
  | "authentication"
  | "no-stack"
  | "program"
  | "timeout"
  | "cancelled";

/** One sentence about why there is no plan: what, where, and what would be right. */
export class PreviewError extends Error {
  readonly code: PreviewErrorCode;
  constructor(problem: PreviewErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PreviewError";
    this.code = problem;
  }
}
