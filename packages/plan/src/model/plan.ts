import type { Urn } from "./urn";
import type { Properties, Unknown } from "./value";

/**
 * What a program is about to do. Plain data: every consumer (rules, change rules, reports) works on this alone and
 * cannot tell which engine made it, except by `engine`.
 */
export interface Plan {
  readonly engine: EngineInfo;
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** `failed` when the program or the engine stopped early: then `resources` and `steps` hold what came before. */
  readonly result: "succeeded" | "failed";
  /** In order of registration; providers the engine made by itself are among them, marked `implicit`. */
  readonly resources: readonly Resource[];
  /** What happens to each resource, the deletes of vanished ones included, in the engine's order. */
  readonly steps: readonly Step[];
  /** The stack's outputs. */
  readonly outputs: Properties;
  readonly diagnostics: readonly Diagnostic[];
  /** What the steps were computed against. `none`: everything is a create, and changes cannot be judged. */
  readonly priorState: "none" | "state" | "base" | "engine";
  readonly gaps: PlanGaps;
}

/** Who made a plan. */
export interface EngineInfo {
  readonly name: "embedded" | "pulumi";
  /** Version of the program's @pulumi/pulumi, or of the CLI. */
  readonly version?: string;
}

/** A resource as the program registered it. */
export interface Resource {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  /** Made by a provider; components are not. */
  readonly custom: boolean;
  /** A component made inside a plugin: its children are invisible offline. */
  readonly remote?: boolean;
  /** Read, not managed. */
  readonly external?: boolean;
  /** A default provider, made by the engine. */
  readonly implicit?: boolean;
  readonly parent?: Urn;
  /** URN of the provider, without its id. */
  readonly provider?: Urn;
  readonly id?: string | Unknown;
  readonly inputs: Properties;
  /** Of components: what they registered. Of custom resources: what the preview knows. */
  readonly outputs: Properties;
  readonly dependencies: readonly Urn[];
  /** Which resources each input refers to. */
  readonly propertyDependencies: Readonly<Record<string, readonly Urn[]>>;
  readonly options: ResourceOptions;
  /** Where the program registered it, if that is inside the project. */
  readonly source?: SourcePosition;
}

/** What the program said of a resource beside its inputs. What is absent was not said. */
export interface ResourceOptions {
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly replaceWith?: readonly Urn[];
  readonly replacementTrigger?: Properties[string];
  readonly hideDiffs?: readonly string[];
  readonly deletedWith?: Urn;
  readonly importId?: string;
  readonly additionalSecretOutputs?: readonly string[];
  /** In seconds. */
  readonly customTimeouts?: { readonly create?: number; readonly update?: number; readonly delete?: number };
  /** All URNs the resource may have had. */
  readonly aliases?: readonly Urn[];
  readonly version?: string;
  readonly pluginDownloadURL?: string;
}

/** `file` is relative to the folder of Pulumi.yaml, with `/`; line and column count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** What can happen to a resource, in the engine's words. */
export const OPERATIONS = [
  "same",
  "create",
  "update",
  "replace",
  "delete",
  "read",
  "import",
  // The physical halves of a replacement; they are not counted.
  "create-replacement",
  "delete-replaced",
  "read-replacement",
  "import-replacement",
  "remove-pending-replace",
] as const;
/** What happens to a resource. */
export type Operation = (typeof OPERATIONS)[number];

/** What happens to one resource. */
export interface Step {
  readonly operation: Operation;
  readonly urn: Urn;
  readonly type: string;
  /** What the state held: for deletes the only description there is. */
  readonly old?: Resource;
  /** Top-level properties that differ. */
  readonly diffKeys?: readonly string[];
  /** The properties that force the replacement. */
  readonly replaceKeys?: readonly string[];
  /** Changed properties of which it is not known whether they force a replacement. */
  readonly mayReplace?: readonly string[];
  /** Computed from facts about the type, not asked of its provider. */
  readonly predicted?: boolean;
}

/** What the program or the engine said. */
export interface Diagnostic {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  readonly urn?: Urn;
}

/** What the plan cannot know. Every entry is shown: a verdict must say what it rests on. */
export interface PlanGaps {
  /** Look-ups that got no answer, or not a whole one. */
  readonly unanswered: readonly { readonly token: string; readonly urn?: Urn }[];
  /** Remote components, whose children are invisible. */
  readonly opaque: readonly Urn[];
  /** Names of environment variables that the program read and that were withheld from it. */
  readonly withheld: readonly string[];
  /** Configuration keys whose secret could not be decrypted; the program got a placeholder. */
  readonly undecryptable: readonly string[];
  /** Anything else, as a sentence. */
  readonly notes: readonly string[];
  /** Look-ups that were answered from a file, each with the day of its answer. */
  readonly answered?: readonly AnsweredLookup[];
  /** Values that a comparison could not see on both sides, in a base or in a state, and that were taken to be the same. */
  readonly assumedUnchanged?: readonly AssumedUnchanged[];
}

/** A look-up that was answered from a file. */
export interface AnsweredLookup {
  readonly token: string;
  /** As 2026-01-31. */
  readonly asOf: string;
  readonly file: string;
}

/** A value that was taken to be what it was. */
export interface AssumedUnchanged {
  readonly urn: Urn;
  /** As `a.b[0]`. */
  readonly path: string;
}
