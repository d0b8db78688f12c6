import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import type { Message } from "google-protobuf";
import { createEngine, Session } from "../engine";
import { PreviewError } from "../errors";
import type { Lookups } from "../lookups";
import type { Plan } from "../model";
import { fullKey, type ConfigurationValue } from "../program";
import type { Service } from "../protocol";
import { assemblePlan } from "./assemble-plan";

/**
 * A service with the interface of the SDK's gRPC clients: message, optional metadata, and a callback as the last parameter.
 *
 * @remarks
 * Messages are serialized only if the program uses another copy of the SDK than the engine.
 */
export type InProcessClient = Readonly<Record<string, (...parameters: unknown[]) => void>>;

/** Options of an engine for a program in this process. */
export interface InProcessOptions {
  /** The organization of the stack. */
  readonly organization: string;
  /** The name of the project. */
  readonly project: string;
  /** The name of the stack. */
  readonly stack: string;
  /** The base of source positions and asset paths. */
  readonly root: string;
  /** Configuration values. A key without a namespace belongs to the project. */
  readonly config?: Readonly<Record<string, string>>;
  /** Keys of secret values. */
  readonly secretKeys?: readonly string[];
  /** Answers to data source lookups and reads. Without an answer, the values are unknown. */
  readonly lookups?: Lookups;
  /** The version of the SDK that the program uses. */
  readonly version: string;
}

/** An engine for a program in this process. */
export interface InProcessEngine {
  /** The client of the resource monitor, with which the program registers resources. */
  readonly monitor: InProcessClient;
  /** The client of the engine service, to which the program sends log messages. */
  readonly engine: InProcessClient;
  /** The configuration by full key, in the form that the SDK expects. */
  readonly configuration: { readonly values: Readonly<Record<string, string>>; readonly secretKeys: readonly string[] };
  /** Returns the error with which the engine failed the run, such as a duplicate URN. */
  failure(): string | undefined;
  /** Returns the plan with everything that the program has registered so far. */
  plan(): Plan;
  /** Closes the connections to the program. */
  close(): void;
}

/**
 * Starts the embedded engine for a program in this process, for unit tests. The SDK uses the two clients instead of its own
 * connections.
 *
 * @throws PreviewError `usage` if a configuration key is invalid, `configuration` if a setting of the engine is invalid
 */
export function startInProcess(options: InProcessOptions): InProcessEngine {
  const { organization, project, stack, root, config = {}, secretKeys = [], version } = options;
  const secret = new Set(secretKeys.map((key) => keyOf(project, key)));
  const settings = new Map<string, ConfigurationValue>(
    Object.entries(config).map(([key, value]) => {
      const full = keyOf(project, key);
      return [full, { value, secret: secret.has(full), structured: false }];
    }),
  );
  const session = new Session(
    {
      organization,
      project,
      stack,
      root,
      directory: root,
      configuration: { settings, undecryptable: [], notes: [] },
      debug: false,
    },
    () => undefined,
    () => undefined,
  );
  const { services, protocol } = createEngine(session, options);
  const firstError = () => session.diagnostics.find(({ severity }) => severity === "error")?.message;
  return {
    monitor: clientOf(protocol.ResourceMonitor),
    engine: clientOf(protocol.Engine),
    configuration: {
      values: Object.fromEntries([...settings].map(([key, { value }]) => [key, value])),
      secretKeys: [...secret],
    },
    failure: () => (session.failed ? firstError() : undefined),
    plan: () => assemblePlan(services, version, firstError() === undefined ? "succeeded" : "failed", []),
    close: () => services.callbacks.close(),
  };
}

function keyOf(project: string, key: string): string {
  const full = fullKey(project, key);
  if (full === undefined)
    throw new PreviewError(
      "usage",
      `A configuration key must be <name> or <namespace>:<name>, got ${JSON.stringify(key)}.`,
    );
  return full;
}

function clientOf(service: Service): InProcessClient {
  const methods = Object.entries(service).map(([name, { definition, handle, isRequest }]) => {
    const call = (message: unknown, ...rest: unknown[]) => {
      const sent = message as Message;
      // Messages of other SDK versions can lack methods that the handlers need, so they are converted.
      const request = isRequest(sent) ? sent : definition.requestDeserialize(Buffer.from(sent.serializeBinary()));
      // The handlers use nothing but the message of a call.
      handle({ request } as unknown as ServerUnaryCall<Message, Message>, rest.at(-1) as sendUnaryData<Message>);
    };
    return [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, call] as const;
  });
  return Object.fromEntries([...methods, ["close", () => undefined]]);
}
