import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import type { Message } from "google-protobuf";
import { createEngine, Session } from "../engine";
import { PreviewError } from "../errors";
import type { Lookups } from "../lookups";
import type { Plan } from "../model";
import { fullKey, type ConfigurationValue } from "../program";
import type { Service } from "../protocol";
import type { State } from "../state";
import { assemblePlan } from "./assemble-plan";

/**
 * A service with the interface of the SDK's gRPC clients. The parameters of a method are the message, optional
 * metadata, and a callback.
 *
 * @remarks
 * Messages are serialized only if the program and the engine use different copies of the SDK.
 */
export type InProcessClient = Readonly<Record<string, (...parameters: unknown[]) => void>>;

/** Options for an engine whose program runs in this process. */
export interface InProcessOptions {
  /** The stack's organization. */
  readonly organization: string;
  /** The name of the project. */
  readonly project: string;
  /** The name of the stack. */
  readonly stack: string;
  /** The directory that source positions and asset paths are relative to. */
  readonly root: string;
  /** Configuration values by key. A key without a namespace belongs to the project. */
  readonly config?: Readonly<Record<string, string>>;
  /** The keys of `config` whose values are secret. */
  readonly secretKeys?: readonly string[];
  /** The answers to data source lookups and reads. Without an answer, the values are unknown. */
  readonly lookups?: Lookups;
  /** The prior state. Without a prior state, every resource is created. */
  readonly state?: State;
  /** The version of the SDK that the program uses. */
  readonly version: string;
}

/** An engine whose program runs in this process. */
export interface InProcessEngine {
  /** The client of the resource monitor, with which the program registers resources. */
  readonly monitor: InProcessClient;
  /** The client of the engine service, to which the program sends log messages. */
  readonly engine: InProcessClient;
  /** The configuration by full key, in the format that the SDK expects. */
  readonly configuration: { readonly values: Readonly<Record<string, string>>; readonly secretKeys: readonly string[] };
  /** Resolves when the engine fails the run. The program then never ends, because it waits for resources that failed. */
  readonly failed: Promise<void>;
  /** Returns the error that made the engine fail the run, such as a duplicate URN, or undefined. */
  failure(): string | undefined;
  /** Returns the plan with the resources that the program has registered so far. */
  plan(): Plan;
  /** Adds the steps that delete resources in the prior state. Call it once, after the program has ended without errors. */
  finish(): void;
  /** Closes the connections to the program. */
  close(): void;
}

/**
 * Starts the embedded engine for a program that runs in this process, for example in a unit test. The SDK uses the two
 * clients in place of its own connections.
 *
 * @throws PreviewError `usage` if a configuration key is invalid, or `configuration` if an engine setting is invalid
 */
export function startInProcess(options: InProcessOptions): InProcessEngine {
  const { organization, project, stack, root, config = {}, secretKeys = [], version } = options;
  const secret = new Set(secretKeys.map((key) => keyOf(project, key)));
  const settings = new Map<string, ConfigurationValue>(
    Object.entries(config).map(([key, value]) => {
      const full = keyOf(project, key);
      const isSecret = secret.has(full);
      return [full, { value, secret: isSecret, secrets: isSecret ? [value] : [], structured: false }];
    }),
  );
  let onFailure = (): void => undefined;
  const failed = new Promise<void>((resolve) => (onFailure = resolve));
  const session = new Session(
    {
      organization,
      project,
      stack,
      root,
      directory: root,
      configuration: { settings, undecryptable: [], notes: [] },
      debug: false,
      preloaded: false,
    },
    () => undefined,
    () => {
      onFailure();
    },
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
    failed,
    failure: () => (session.failed ? firstError() : undefined),
    plan: () => assemblePlan(services, version, { result: firstError() === undefined ? "succeeded" : "failed" }, []),
    finish: () => services.planner.finish(),
    close: () => services.callbacks.close(),
  };
}

function keyOf(project: string, key: string): string {
  const full = fullKey(project, key);
  if (full === undefined)
    throw new PreviewError(
      "usage",
      `Invalid configuration key: expected <name> or <namespace>:<name>, got ${JSON.stringify(key)}.`,
    );
  return full;
}

function clientOf(service: Service): InProcessClient {
  const methods = Object.entries(service).map(([name, { definition, handle, isRequest }]) => {
    const call = (message: unknown, ...rest: unknown[]) => {
      const sent = message as Message;
      // A message from another copy of the SDK is converted, because it can lack methods that the handlers need.
      const request = isRequest(sent) ? sent : definition.requestDeserialize(Buffer.from(sent.serializeBinary()));
      // An object with only the request is sufficient, because handlers use no other property of the call.
      handle({ request } as unknown as ServerUnaryCall<Message, Message>, rest.at(-1) as sendUnaryData<Message>);
    };
    return [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, call] as const;
  });
  return Object.fromEntries([...methods, ["close", () => undefined]]);
}
