import type { Urn } from "./urn";
import type { Properties, Unknown } from "./value";

/** The result of a preview: the resources of a program and what happens to each. Plain data, the same for all engines. */
export interface Plan {
  readonly engine: EngineInfo;
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** `failed` if the program or the engine stopped early. `resources` and `steps` then contain what came before. */
  readonly result: "succeeded" | "failed";
  /** In the order of registration. Includes default providers, which are marked `implicit`. */
  readonly resources: readonly Resource[];
  /** What happens to each resource, including deletes, in the order of the engine. */
  readonly steps: readonly Step[];
  /** The stack's outputs. */
  readonly outputs: Properties;
  readonly diagnostics: readonly Diagnostic[];
  /** What the steps are computed against. With `none`, every resource is a create, and changes cannot be evaluated. */
  readonly priorState: "none" | "state" | "base" | "engine";
  readonly gaps: PlanGaps;
}

/** The engine that created a plan. */
export interface EngineInfo {
  readonly name: "embedded" | "pulumi";
  /** The version of the program's @pulumi/pulumi, or of the CLI. */
  readonly version?: string;
}

/** A resource as the program registered it. */
export interface Resource {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  /** Whether a provider manages the resource. Components are not custom resources. */
  readonly custom: boolean;
  /** Whether the resource is a component that a plugin creates. The plan does not contain its children. */
  readonly remote?: boolean;
  /** Whether the resource is only read, not managed. */
  readonly external?: boolean;
  /** Whether the resource is a default provider, which the engine creates. */
  readonly implicit?: boolean;
  readonly parent?: Urn;
  /** The URN of the provider, without its ID. */
  readonly provider?: Urn;
  readonly id?: string | Unknown;
  readonly inputs: Properties;
  /** For components: the registered outputs. For custom resources: the outputs known before the change. */
  readonly outputs: Properties;
  readonly dependencies: readonly Urn[];
  /** The resources on which each input depends, by input name. */
  readonly propertyDependencies: Readonly<Record<string, readonly Urn[]>>;
  readonly options: ResourceOptions;
  /** Where the program registered the resource. Absent if that is outside the project. */
  readonly source?: SourcePosition;
}

/** The options of a resource. An option that the program does not set is absent. */
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
  /** All former URNs that the aliases result in. */
  readonly aliases?: readonly Urn[];
  readonly version?: string;
  readonly pluginDownloadURL?: string;
}

/** A position in the source code. `file` is relative to the directory of Pulumi.yaml, with `/`. Lines and columns start at 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** The operations of Pulumi's engine. */
export const OPERATIONS = [
  "same",
  "create",
  "update",
  "replace",
  "delete",
  "read",
  "import",
  // The parts of a replacement, which are not counted as changes.
  "create-replacement",
  "delete-replaced",
  "read-replacement",
  "import-replacement",
  "remove-pending-replace",
] as const;
/** An operation of Pulumi's engine. */
export type Operation = (typeof OPERATIONS)[number];

/** What happens to one resource. */
export interface Step {
  readonly operation: Operation;
  readonly urn: Urn;
  readonly type: string;
  /** The resource in the prior state. For deletes, it is the only description. */
  readonly old?: Resource;
  /** The top-level properties that differ. */
  readonly diffKeys?: readonly string[];
  /** The properties that force the replacement. */
  readonly replaceKeys?: readonly string[];
  /** Changed properties that may force the replacement, depending on facts that are not known. */
  readonly mayReplace?: readonly string[];
  /** Whether the step is predicted from resource facts instead of computed by the provider. */
  readonly predicted?: boolean;
}

/** A message of the program or the engine. */
export interface Diagnostic {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  /** The resource that the message is about. */
  readonly urn?: Urn;
}

/** What the plan does not cover. */
export interface PlanGaps {
  /** Data source lookups without an answer or with an incomplete one. */
  readonly unanswered: readonly { readonly token: string; readonly urn?: Urn }[];
  /** Remote components, whose children the plan does not contain. */
  readonly opaque: readonly Urn[];
  /** Names of withheld environment variables that the program read. */
  readonly withheld: readonly string[];
  /** Keys of configuration secrets that could not be decrypted. The program received a placeholder. */
  readonly undecryptable: readonly string[];
  /** Other gaps, as sentences. */
  readonly notes: readonly string[];
  /** Data source lookups that were answered from a file. */
  readonly answered?: readonly AnsweredLookup[];
  /** Values that could not be compared with the base or state and are assumed to be unchanged. */
  readonly assumedUnchanged?: readonly AssumedUnchanged[];
}

/** A data source lookup that was answered from a file. */
export interface AnsweredLookup {
  readonly token: string;
  /** The date of the answer, such as `2026-01-31`. */
  readonly asOf: string;
  readonly file: string;
}

/** A value that is assumed to be unchanged. */
export interface AssumedUnchanged {
  readonly urn: Urn;
  /** The path of the value, such as `a.b[0]`. */
  readonly path: string;
}
