import type { Properties } from "../model";

/** Answers from outside to what a program asks of its clouds. Undefined means that there is none. */
export interface Lookups {
  /**
   * Returns the result of a provider function.
   *
   * @throws LookupError if the function would fail
   */
  readonly invoke?: (request: LookupRequest) => Properties | undefined;
  /** The properties of an existing resource. */
  readonly read?: (resource: ExistingResource) => Properties | undefined;
  /** What the resource's provider would refuse about its inputs. */
  readonly check?: (resource: NewResource) => Promise<readonly CheckFailure[]>;
  /** What a resource that is created would have beside its inputs, its `id` among it; what is not said is unknown. */
  readonly mockNewResource?: (resource: NewResource) => Properties | undefined;
  /** The outputs of another stack, `organization/project/stack`; secrets in them marked as such. */
  readonly stackOutputs?: (stack: string) => Properties | undefined;
}

/** A call of a provider's function. */
export interface LookupRequest {
  /** `aws:ec2/getAmi:getAmi` */
  readonly token: string;
  readonly arguments: Properties;
  /** The inputs of the provider that is asked: its region, for one. */
  readonly provider: Properties;
  /** The name of that provider in the program; `default` for those that the engine makes. */
  readonly providerName: string;
}

/** An existing resource that the program looks at. */
export interface ExistingResource {
  readonly type: string;
  readonly id: string;
  /** What the program said about it. */
  readonly given: Properties;
}

/** A resource that the program wants. */
export interface NewResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Properties;
}

/** What a provider has against one property, as the end of a sentence. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}
