import type { Urn } from "./urn";
import type { LookupSubject, Properties, Unknown } from "./value";

/**
 * The result of a preview: a program's resources and what happens to each of them. A plan is plain data, and all
 * engines create the same kind of plan.
 */
export interface Plan {
  /** The engine that created the plan. */
  readonly engine: EngineInfo;
  /** The stack's organization, or `organization` for self-managed backends. */
  readonly organization: string;
  /** The name of the project. */
  readonly project: string;
  /** The name of the stack without its organization and project. */
  readonly stack: string;
  /**
   * `failed` if the program or the engine failed. `resources` and `steps` then contain what was planned before the
   * failure.
   */
  readonly result: "succeeded" | "failed";
  /**
   * Whether the program ended before it had registered all its resources. A program that only logs an error fails, but
   * does not end early. Absent if the engine does not report this.
   */
  readonly endedEarly?: boolean;
  /** The resources in registration order, including default providers, which are marked as `implicit`. */
  readonly resources: readonly Resource[];
  /** The steps for all resources, including deletes, in the engine's order. */
  readonly steps: readonly Step[];
  /** The stack's outputs. */
  readonly outputs: Properties;
  /**
   * The changes to the stack's outputs. As in Pulumi's engine, a changed output is not a changed resource. Absent without a
   * prior state, if the program failed, or if the plan was read from a file without outputs.
   */
  readonly outputChanges?: readonly OutputChange[];
  /**
   * The secrets that the state would store in plain text. Absent if the engine does not report which secrets the program
   * receives.
   */
  readonly exposedSecrets?: readonly ExposedSecret[];
  /** The messages of the program and the engine, in the order in which they were reported. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the steps are computed against. With `none`, every resource is created, and changes cannot be evaluated. */
  readonly priorState: "none" | "state" | "base" | "engine";
  /** The coverage gaps of the plan. */
  readonly gaps: PlanGaps;
}

/** A secret in a value that is not marked as secret, so that the state would store it in plain text. */
export interface ExposedSecret {
  /** Where the program receives the secret from. */
  readonly origin: "configuration" | "environment";
  /** The full configuration key, such as `shop:dbPassword`, or the name of the environment variable. */
  readonly name: string;
  /** The URN of the resource that contains the secret. The stack contains the stack outputs. */
  readonly urn: Urn;
  /** The part of the resource that contains the secret. */
  readonly place: "inputs" | "outputs" | "name";
  /** The path in the inputs or outputs. Absent if a property name at the top level contains the secret, and for names. */
  readonly path?: string;
}

/** A difference between the outputs of a stack and its outputs in the prior state. */
export interface OutputChange {
  /** The name of the output. */
  readonly name: string;
  /** What happens to the output. An output whose value is unknown counts as updated. */
  readonly operation: "create" | "update" | "delete";
}

/** Whether the program registered all its resources, as far as the engine reports this. */
export function hasProgramFinished({ result, endedEarly }: Pick<Plan, "result" | "endedEarly">): boolean {
  return result === "succeeded" || endedEarly === false;
}

/**
 * Whether a plan contains all resources that the program would register. A failed program is assumed to have ended early
 * if the engine does not report this.
 */
export function hasAllResources({ result, endedEarly }: Pick<Plan, "result" | "endedEarly">): boolean {
  return endedEarly === undefined ? result === "succeeded" : !endedEarly;
}

/** The engine that created a plan. */
export interface EngineInfo {
  /** `embedded` for the embedded engine, `pulumi` for the Pulumi CLI. */
  readonly name: "embedded" | "pulumi";
  /** The version of the program's @pulumi/pulumi, or of the Pulumi CLI. */
  readonly version?: string;
}

/** A resource as the program registered it. */
export interface Resource {
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The type token, such as `aws:s3/bucket:Bucket`. */
  readonly type: string;
  /** The resource's name in the program, which is the last part of the URN. */
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
  /** The provider's URN without its ID. */
  readonly provider?: Urn;
  /** The ID that the provider assigned. Unknown or absent if the resource does not exist yet. */
  readonly id?: string | Unknown;
  /** The inputs as the provider receives them. */
  readonly inputs: Properties;
  /** The outputs that a component registered, or the outputs of a custom resource that are known before the change. */
  readonly outputs: Properties;
  /** The resources on which the resource depends, including those in `propertyDependencies`. */
  readonly dependencies: readonly Urn[];
  /** The resources on which each input depends, by input name. */
  readonly propertyDependencies: Readonly<Record<string, readonly Urn[]>>;
  /**
   * The inputs that come from data source lookups whose results change over time although the program does not change.
   * Absent without such inputs, and if the engine does not report them.
   */
  readonly lookupInputs?: readonly LookupInput[];
  /** The options of the resource. */
  readonly options: ResourceOptions;
  /** Where the program registered the resource. Absent if the position is outside the project. */
  readonly source?: SourcePosition;
}

/** An input that comes from a data source lookup whose result changes over time. */
export interface LookupInput {
  /** The path of the input, such as `ami` or `ebsBlockDevices[0].snapshotId`. */
  readonly path: string;
  /** The function's token, such as `aws:ec2/getAmi:getAmi`. */
  readonly token: string;
  /** What the lookup finds. */
  readonly subject: LookupSubject;
}

/** The options of a resource. An option that the program does not set is absent. */
export interface ResourceOptions {
  /** Whether deleting or replacing the resource fails. */
  readonly protect?: boolean;
  /** Whether a deletion removes the resource only from the state and keeps it in the cloud. */
  readonly retainOnDelete?: boolean;
  /** Whether a replacement deletes the old resource first. Overrides the provider's choice. */
  readonly deleteBeforeReplace?: boolean;
  /** Paths of the inputs whose changes are ignored. */
  readonly ignoreChanges?: readonly string[];
  /** Paths of the inputs whose changes force replacement. */
  readonly replaceOnChanges?: readonly string[];
  /** The resources whose replacement also replaces this resource. */
  readonly replaceWith?: readonly Urn[];
  /** A value that forces replacement when it changes. */
  readonly replacementTrigger?: Properties[string];
  /** Paths of the inputs whose differences the CLI does not display. */
  readonly hideDiffs?: readonly string[];
  /** The resource whose deletion also deletes this resource, so that Pulumi does not call the provider to delete it. */
  readonly deletedWith?: Urn;
  /** The ID of the existing resource to import. */
  readonly importId?: string;
  /** The names of outputs to treat as secrets. */
  readonly additionalSecretOutputs?: readonly string[];
  /** The timeouts in seconds. */
  readonly customTimeouts?: { readonly create?: number; readonly update?: number; readonly delete?: number };
  /** All former URNs that result from the resource's aliases. */
  readonly aliases?: readonly Urn[];
  /** The required version of the provider plugin. */
  readonly version?: string;
  /** The URL from which the provider plugin is downloaded. */
  readonly pluginDownloadURL?: string;
}

/** A position in the source code. */
export interface SourcePosition {
  /** The path of the file relative to the directory of Pulumi.yaml, with `/` as the separator. */
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
  // The following operations are parts of a replacement, which are not counted as changes.
  "create-replacement",
  "delete-replaced",
  "read-replacement",
  "import-replacement",
  "remove-pending-replace",
] as const;
/** One of the operations of Pulumi's engine. */
export type Operation = (typeof OPERATIONS)[number];

/** What happens to one resource. */
export interface Step {
  /** The operation that the engine performs. */
  readonly operation: Operation;
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The type token of the resource. */
  readonly type: string;
  /** The resource in the prior state. For a delete, only this property describes the resource. */
  readonly old?: Resource;
  /** The top-level properties that differ. */
  readonly diffKeys?: readonly string[];
  /** The properties that force the replacement. */
  readonly replaceKeys?: readonly string[];
  /** Changed properties that may force the replacement, depending on facts that are not known. */
  readonly mayReplaceKeys?: readonly string[];
  /** The replaced resources that force this replacement. Absent if the resource's own properties force it. */
  readonly replacedBecause?: readonly ReplacementCause[];
  /** Whether the step is predicted from resource facts rather than computed by the provider. */
  readonly predicted?: boolean;
}

/** A replaced resource that forces the replacement of another resource. */
export interface ReplacementCause {
  /** The URN of the replaced resource. */
  readonly urn: Urn;
  /** The property of the dependent resource that depends on the replaced resource, and forces replacement. */
  readonly property?: string;
  /** The option of the dependent resource that names the replaced resource. Present in place of `property`. */
  readonly option?: "replaceWith" | "deletedWith" | "provider";
}

/** A message from the program or the engine. */
export interface Diagnostic {
  /** The severity of the message. An `error` fails the run. */
  readonly severity: "debug" | "info" | "warning" | "error";
  /** The text of the message. */
  readonly message: string;
  /** The URN of the resource that the message is about. */
  readonly urn?: Urn;
}

/** The coverage gaps of a plan. */
export interface PlanGaps {
  /** Data source lookups without an answer or with an incomplete answer. */
  readonly unansweredLookups: readonly UnansweredLookup[];
  /** Remote components, whose children the plan does not contain. */
  readonly opaqueComponents: readonly Urn[];
  /** The names of withheld environment variables that the program read. */
  readonly withheldValues: readonly string[];
  /**
   * The keys of configuration secrets that could not be decrypted. The program received a placeholder for each secret.
   */
  readonly undecryptableConfigKeys: readonly string[];
  /** Other gaps, as sentences. */
  readonly notes: readonly string[];
  /** Data source lookups that were answered from a file. */
  readonly answeredLookups?: readonly AnsweredLookup[];
  /** Values that could not be compared with the base plan or the state and are assumed to be unchanged. */
  readonly assumedUnchanged?: readonly AssumedUnchangedProperty[];
  /**
   * The resources in the prior state that the remote components of this run may keep, change, or delete. They have no
   * steps.
   */
  readonly undeterminedResources?: readonly Urn[];
}

/** A data source lookup without an answer or with an incomplete answer. */
export interface UnansweredLookup {
  /** The function's token, such as `aws:ec2/getAmi:getAmi`, or the type of a resource that the program reads. */
  readonly token: string;
  /** The URN of the resource that the program reads. */
  readonly urn?: Urn;
  /**
   * The entry to add to the answer file, as JSON on one line, with `FILL IN` in place of each value. Absent if the answer
   * must not be recorded because it contains secrets, or if the arguments are not known.
   */
  readonly answer?: string;
}

/** A data source lookup that was answered from a file. */
export interface AnsweredLookup {
  /** The function's token, such as `aws:ec2/getAmi:getAmi`. */
  readonly token: string;
  /** The date on which the answer was recorded, such as `2026-01-31`. */
  readonly asOf: string;
  /** The path of the answer file. */
  readonly file: string;
}

/** A value that is assumed to be unchanged. */
export interface AssumedUnchangedProperty {
  /** The URN of the resource that contains the value. */
  readonly urn: Urn;
  /** The path of the value, such as `a.b[0]`. */
  readonly path: string;
}
