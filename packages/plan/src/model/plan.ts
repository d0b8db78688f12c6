import type { Urn } from "./urn";
import type { Properties, Unknown } from "./value";

/** The result of a preview: the resources of a program and what happens to each. Plain data, the same for all engines. */
export interface Plan {
  /** The engine that created the plan. */
  readonly engine: EngineInfo;
  /** The organization of the stack, or `organization` for self-managed backends. */
  readonly organization: string;
  /** The name of the project. */
  readonly project: string;
  /** The name of the stack, without organization and project. */
  readonly stack: string;
  /** `failed` if the program or the engine stopped early. `resources` and `steps` then contain what came before. */
  readonly result: "succeeded" | "failed";
  /** The resources in the order of registration, including default providers, which are marked `implicit`. */
  readonly resources: readonly Resource[];
  /** What happens to each resource, including deletes, in the order of the engine. */
  readonly steps: readonly Step[];
  /** The stack's outputs. */
  readonly outputs: Properties;
  /** The messages of the program and the engine, in the order in which they were reported. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the steps are computed against. With `none`, every resource is a create, and changes cannot be evaluated. */
  readonly priorState: "none" | "state" | "base" | "engine";
  /** What the plan does not cover. */
  readonly gaps: PlanGaps;
}

/** The engine that created a plan. */
export interface EngineInfo {
  /** `embedded` for the embedded engine, `pulumi` for the Pulumi CLI. */
  readonly name: "embedded" | "pulumi";
  /** The version of the program's @pulumi/pulumi, or of the CLI. */
  readonly version?: string;
}

/** A resource as the program registered it. */
export interface Resource {
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The type token, such as `aws:s3/bucket:Bucket`. */
  readonly type: string;
  /** The name in the program, which is the last part of the URN. */
  readonly name: string;
  /** Whether a provider manages the resource. Components are not custom resources. */
  readonly custom: boolean;
  /** Whether the resource is a component that a plugin creates. The plan does not contain its children. */
  readonly remote?: boolean;
  /** Whether the resource is only read, not managed. */
  readonly external?: boolean;
  /** Whether the resource is a default provider, which the engine creates. */
  readonly implicit?: boolean;
  /** The URN of the parent. Absent for the stack and for default providers. */
  readonly parent?: Urn;
  /** The URN of the provider, without its ID. */
  readonly provider?: Urn;
  /** The ID that the provider assigned. Unknown or absent before the resource exists. */
  readonly id?: string | Unknown;
  /** The inputs as the provider receives them. */
  readonly inputs: Properties;
  /** For components: the registered outputs. For custom resources: the outputs known before the change. */
  readonly outputs: Properties;
  /** The resources on which the resource depends, including those of `propertyDependencies`. */
  readonly dependencies: readonly Urn[];
  /** The resources on which each input depends, by input name. */
  readonly propertyDependencies: Readonly<Record<string, readonly Urn[]>>;
  /** The options of the resource. */
  readonly options: ResourceOptions;
  /** Where the program registered the resource. Absent if that is outside the project. */
  readonly source?: SourcePosition;
}

/** The options of a resource. An option that the program does not set is absent. */
export interface ResourceOptions {
  /** Whether deleting or replacing the resource fails. */
  readonly protect?: boolean;
  /** Whether Pulumi removes the resource only from the state and the cloud keeps it. */
  readonly retainOnDelete?: boolean;
  /** Whether a replacement deletes the old resource first. Overrides the choice of the provider. */
  readonly deleteBeforeReplace?: boolean;
  /** Paths of the inputs whose changes are ignored. */
  readonly ignoreChanges?: readonly string[];
  /** Paths of the inputs whose changes force replacement. */
  readonly replaceOnChanges?: readonly string[];
  /** Resources whose replacement also replaces this one. */
  readonly replaceWith?: readonly Urn[];
  /** A value whose change forces replacement. */
  readonly replacementTrigger?: Properties[string];
  /** Paths of the inputs whose differences the CLI does not display. */
  readonly hideDiffs?: readonly string[];
  /** The resource whose deletion also deletes this one, so that the provider is not called. */
  readonly deletedWith?: Urn;
  /** The ID of the existing resource to import. */
  readonly importId?: string;
  /** Names of outputs to treat as secrets. */
  readonly additionalSecretOutputs?: readonly string[];
  /** The timeouts in seconds. */
  readonly customTimeouts?: { readonly create?: number; readonly update?: number; readonly delete?: number };
  /** All former URNs that result from the aliases. */
  readonly aliases?: readonly Urn[];
  /** The required version of the provider plugin. */
  readonly version?: string;
  /** The URL from which the provider plugin is downloaded. */
  readonly pluginDownloadURL?: string;
}

/** A position in the source code. */
export interface SourcePosition {
  /** The file, relative to the directory of Pulumi.yaml, with `/`. */
  readonly file: string;
  /** The line, starting at 1. */
  readonly line: number;
  /** The column, starting at 1. Absent if it is not known. */
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
  /** What the engine does. */
  readonly operation: Operation;
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The type token of the resource. */
  readonly type: string;
  /** The resource in the prior state. For deletes, it is the only description. */
  readonly old?: Resource;
  /** The top-level properties that differ. */
  readonly diffKeys?: readonly string[];
  /** The properties that force the replacement. */
  readonly replaceKeys?: readonly string[];
  /** Changed properties that may force the replacement, depending on facts that are not known. */
  readonly mayReplaceKeys?: readonly string[];
  /** Whether the step is predicted from resource facts instead of computed by the provider. */
  readonly predicted?: boolean;
}

/** A message of the program or the engine. */
export interface Diagnostic {
  /** The severity of the message. An `error` fails the run. */
  readonly severity: "debug" | "info" | "warning" | "error";
  /** What the program or the engine reported. */
  readonly message: string;
  /** The resource that the message is about. */
  readonly urn?: Urn;
}

/** What the plan does not cover. */
export interface PlanGaps {
  /** Data source lookups without an answer or with an incomplete one. */
  readonly unansweredLookups: readonly { readonly token: string; readonly urn?: Urn }[];
  /** Remote components, whose children the plan does not contain. */
  readonly opaqueComponents: readonly Urn[];
  /** Names of withheld environment variables that the program read. */
  readonly withheldValues: readonly string[];
  /** Keys of configuration secrets that could not be decrypted. The program received a placeholder. */
  readonly undecryptableConfigKeys: readonly string[];
  /** Other gaps, as sentences. */
  readonly notes: readonly string[];
  /** Data source lookups that were answered from a file. */
  readonly answeredLookups?: readonly AnsweredLookup[];
  /** Values that could not be compared with the base or state and are assumed to be unchanged. */
  readonly assumedUnchanged?: readonly AssumedUnchangedProperty[];
}

/** A data source lookup that was answered from a file. */
export interface AnsweredLookup {
  /** The function, such as `aws:ec2/getAmi:getAmi`. */
  readonly token: string;
  /** The date of the answer, such as `2026-01-31`. */
  readonly asOf: string;
  /** The path of the file with the answer. */
  readonly file: string;
}

/** A value that is assumed to be unchanged. */
export interface AssumedUnchangedProperty {
  /** The URN of the resource that contains the value. */
  readonly urn: Urn;
  /** The path of the value, such as `a.b[0]`. */
  readonly path: string;
}
