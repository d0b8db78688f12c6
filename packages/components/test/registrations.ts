import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

/** What a program asked the engine for. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Name of the parent; undefined directly below the stack. */
  readonly parent: string | undefined;
  /** Name of the explicit provider. */
  readonly provider: string | undefined;
  readonly protect: boolean;
  readonly importId: string;
  readonly aliases: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly retainOnDelete: boolean;
  /** Names of all that it waits for, by its inputs or explicitly. */
  readonly dependencies: readonly string[];
}

/**
 * Runs a program without an engine and returns what it registered, sorted by name.
 *
 * @param outputs what the cloud answers for a resource beside its inputs. Without it everything but inputs stays unknown,
 *   as in the preview of a new stack.
 * @param lookUp what the cloud answers to a look-up by the provider of that name; without it there must be none
 */
export async function registrationsOf(
  program: () => unknown,
  outputs?: (type: string, name: string) => Readonly<Record<string, unknown>>,
  lookUp?: (token: string, args: Readonly<Record<string, unknown>>, provider?: string) => Record<string, unknown>,
): Promise<Registration[]> {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ type, name, inputs }) => ({
      id: outputs === undefined ? undefined : `${name}-id`,
      state: { ...(inputs as object), ...outputs?.(type, name) },
    }),
    call: ({ token, inputs, provider }) => {
      if (lookUp) return lookUp(token, inputs as Record<string, unknown>, provider?.split("::").at(3));
      throw new Error(`a component must not look anything up, and this one called ${token}`);
    },
  };
  await pulumi.runtime.setMocks(mocks, "shop", "dev", outputs === undefined);
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error("the SDK has set no mock monitor");
  // The mocks are told little of a request; the monitor is told all of it.
  const { calls } = jest.spyOn(monitor, "registerResource").mock;
  // The SDK asks for a stack with every promise it makes, and Jest maps each to its sources: nine tenths of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    await program();
    await pulumi.runtime.disconnect();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return calls.map(([request]) => registration(request)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function registration(request: RegisterResourceRequest): Registration {
  const object = request.getObject();
  return {
    type: request.getType(),
    name: request.getName(),
    inputs: object === undefined ? {} : pulumi.runtime.deserializeProperties(object),
    parent: request.getParent().split("::").at(3),
    provider: request.getProvider().split("::").at(3),
    protect: request.getProtect() === true,
    importId: request.getImportid(),
    aliases: request.getAliasesList().map((alias) => alias.getSpec()?.getName() ?? alias.getUrn()),
    ignoreChanges: request.getIgnorechangesList(),
    retainOnDelete: request.getRetainondelete() === true,
    dependencies: request.getDependenciesList().map((urn) => urn.split("::").at(3) ?? urn),
  };
}

/** `type name` of everything registered: a golden test of what a component creates, and of what it is called. */
export const inventory = (registrations: readonly Registration[]): string[] =>
  registrations.map(({ type, name }) => `${type} ${name}`);

/** The one registration of a type. */
export function only(registrations: readonly Registration[], type: string): Registration {
  const [found, ...others] = registrations.filter((registration) => registration.type === type);
  if (found === undefined || others.length > 0)
    throw new Error(`expected one ${type}, found ${others.length + (found ? 1 : 0)}`);
  return found;
}

/**
 * What is thrown inside `apply` by what a component passes to its child of one type. That child is registered
 * with unknown values instead, so that the failure comes to the test and not to Node, which ends the process for a rejection that nobody handles.
 */
export async function failureOf(
  type: string,
  build: (options: pulumi.ComponentResourceOptions) => unknown,
): Promise<unknown> {
  const outcomes: Promise<unknown>[] = [];
  const takeProps: pulumi.ResourceTransformation = ({ type: found, props, opts }) => {
    if (found !== type) return undefined;
    outcomes.push(
      resolved(props).then(
        () => undefined,
        (error: unknown) => error,
      ),
    );
    return { props: Object.fromEntries(Object.keys(props).map((key) => [key, unknownOutput()])), opts };
  };
  await registrationsOf(() => build({ transformations: [takeProps] }));
  return outcomes[0];
}

/** An output that a preview does not know. */
export const unknownOutput = <T>(): pulumi.Output<T> =>
  pulumi.output(pulumi.unknown as unknown as T) as pulumi.Output<T>;

/** What an output is made of; all of it rejects when an `apply` throws, and Node ends the process for what nobody handles. */
interface OutputParts {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
}

/** The value of an input once it is known; rejects with what was thrown inside `apply`. */
export async function resolved(input: unknown): Promise<unknown> {
  const output = pulumi.output(input) as unknown as OutputParts;
  const [value] = await Promise.all([output.promise(), output.isKnown, output.isSecret]);
  return value;
}
