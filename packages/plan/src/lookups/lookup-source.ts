import type { Properties } from "../model";

/** Answers requests that providers or backends answer in a deployment. A function returns undefined if it has no answer. */
export interface Lookups {
  /**
   * Returns the result of a provider function.
   *
   * @throws LookupError if the function would fail
   */
  readonly invoke?: (request: LookupRequest) => Properties | undefined;
  /** Returns the properties of an existing resource. */
  readonly read?: (resource: ExistingResource) => Properties | undefined;
  /** Returns the problems that the provider would find in the inputs of a resource. */
  readonly check?: (resource: NewResource) => Promise<readonly CheckFailure[]>;
  /** Returns outputs of a resource that is created, such as its `id`. All other outputs are unknown. */
  readonly mockNewResource?: (resource: NewResource) => Properties | undefined;
  /** Returns the outputs of another stack. `stack` is `organization/project/stack`. */
  readonly stackOutputs?: (stack: string) => Properties | undefined;
}

/** A data source lookup: the call of a provider function. */
export interface LookupRequest {
  /** The function, such as `aws:ec2/getAmi:getAmi`. */
  readonly token: string;
  /** The arguments of the call. */
  readonly arguments: Properties;
  /** The inputs of the provider, such as its region. */
  readonly provider: Properties;
  /** The name of the provider in the program, or `default` for a default provider. */
  readonly providerName: string;
}

/** An existing resource that the program reads. */
export interface ExistingResource {
  /** The type token of the resource. */
  readonly type: string;
  /** The ID of the resource. */
  readonly id: string;
  /** The properties that the program passes. */
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
  /** The problem, as a clause. */
  readonly reason: string;
}
