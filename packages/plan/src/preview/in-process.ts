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
 * A service as the SDK's clients call it: a message, perhaps metadata, and a callback last. Bytes are made of it only where
 * the program's SDK is another copy than the engine's.
 */
export type InProcessClient = Readonly<Record<string, (...parameters: unknown[]) => void>>;

/** What a program of this process is told of its stack, and of its clouds. */
export interface InProcessOptions {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** What source positions and asset paths are relative to. */
  readonly root: string;
  /** By key; a key without a namespace means the project's. */
  readonly config?: Readonly<Record<string, string>>;
  /** Keys whose values are secret. */
  readonly secretKeys?: readonly string[];
  readonly lookups?: Lookups;
  /** Version of the SDK that the program runs on. */
  readonly version: string;
}

/** An engine for a program that runs in this very process. */
export interface InProcessEngine {
  readonly monitor: InProcessClient;
  readonly engine: InProcessClient;
  /** Configuration by full key, as the SDK wants it. */
  readonly configuration: { readonly values: Readonly<Record<string, string>>; readonly secretKeys: readonly string[] };
  /** The first error that the engine ended the run with, such as a duplicate URN. */
  failure(): string | undefined;
  /** What the program registered so far. */
  plan(): Plan;
  close(): void;
}

/**
 * Offers the embedded engine to a program of this process, for unit tests: the program's SDK is given the two clients
 * in place of connections of its own.
 *
 * @throws PreviewError `usage` if a configuration key is none, `configuration` if a setting of the engine is wrong
 */
export function startInProcess(options: InProcessOptions): InProcessEngine {
  const { organization, project, stack, root, config = {}, secretKeys = [], version } = options;
  const secret = new Set(secretKeys.map((key) => keyOf(project, key)));
  const settings = new Map<string, ConfigurationValue>(
    Object.entries(config).map(([key, text]) => {
      const full = keyOf(project, key);
      return [full, { text, secret: secret.has(full), structured: false }];
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
      values: Object.fromEntries([...settings].map(([key, { text }]) => [key, text])),
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
      `The configuration key ${JSON.stringify(key)} must be <name> or <namespace>:<name>.`,
    );
  return full;
}

function clientOf(service: Service): InProcessClient {
  const methods = Object.entries(service).map(([name, { definition, handle, isRequest }]) => {
    const call = (message: unknown, ...rest: unknown[]) => {
      const sent = message as Message;
      // The message of an older SDK lacks what handlers ask of it, and that of a newer one holds what its class knows.
      const request = isRequest(sent) ? sent : definition.requestDeserialize(Buffer.from(sent.serializeBinary()));
      // The handlers look at nothing of a call but its message.
      handle({ request } as unknown as ServerUnaryCall<Message, Message>, rest.at(-1) as sendUnaryData<Message>);
    };
    return [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, call] as const;
  });
  return Object.fromEntries([...methods, ["close", () => undefined]]);
}
