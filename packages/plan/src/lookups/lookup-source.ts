import type { Properties } from "../model";

/**
 * Functions that answer the requests that providers and backends answer in a deployment. They return undefined for no
 * answer.
 */
export interface Lookups {
  /**
   * Returns the result of a provider function.
   *
   * @throws LookupError if the function would fail
   */
  readonly invoke?: (request: LookupRequest) => Properties | undefined;
  /** Returns the properties of an existing resource. */
  readonly read?: (resource: ExistingResource) => Properties | undefined;
  /** Returns the problems that the provider would find in a resource's inputs. */
  readonly check?: (resource: NewResource) => Promise<readonly CheckFailure[]>;
  /** Returns outputs of a new resource, such as its `id`. All other outputs are unknown. */
  readonly mockNewResource?: (resource: NewResource) => Properties | undefined;
  /** Returns the outputs of another stack. `stack` is `organization/project/stack`. */
  readonly stackOutputs?: (stack: string) => Properties | undefined;
}

/** The name that represents all default providers, regardless of their version. */
export const DEFAULT_PROVIDER = "default";

/** A data source lookup, which calls a provider function. */
export interface LookupRequest {
  /** The function's token, such as `aws:ec2/getAmi:getAmi`. */
  readonly token: string;
  /** The arguments of the call. */
  readonly arguments: Properties;
  /** The provider's inputs, such as its Region. */
  readonly provider: Properties;
  /** The provider's name in the program, or `default` for a default provider. */
  readonly providerName: string;
}

/** An existing resource that the program reads. */
export interface ExistingResource extends Pick<LookupRequest, "provider" | "providerName"> {
  /** The type token of the resource. */
  readonly type: string;
  /** The ID of the resource. */
  readonly id: string;
  /** The properties that the program passes to the read. */
  readonly inputs: Properties;
}

/** A resource that the program registers. */
export interface NewResource {
  /** The type token of the resource. */
  readonly type: string;
  /** The name of the resource in the program. */
  readonly name: string;
  /** The inputs of the resource. */
  readonly inputs: Properties;
}

/** A problem that a provider finds in an input. */
export interface CheckFailure {
  /** The name of the input. */
  readonly property: string;
  /** A clause that describes the problem, such as `the value is too long`. */
  readonly reason: string;
}
