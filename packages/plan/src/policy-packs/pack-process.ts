import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import type { Message } from "google-protobuf";
import { PreviewError } from "../errors";
import { NodeProcess, OutputTail, stripFormatting, withholdCredentials } from "../process";
import { MESSAGE_LIMITS } from "../protocol";
import type { LocalPolicyPack } from "./policy-pack";

/** The time limit for starting a pack. A TypeScript pack that imports a cloud SDK takes about ten seconds. */
const START_MILLISECONDS = 120_000;

/** The time limit for a response. A policy can wait for a service, but not forever. */
const RESPONSE_MILLISECONDS = 120_000;

const MAX_PORT = 65_535;

/** The number of characters of a pack's most recent output that are kept to diagnose a failure. */
const TAIL_CHARACTERS = 4000;

/** Options for a policy pack's process. */
export interface PolicyPackProcessOptions {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** The names of environment variables that the pack receives although they look like credentials. */
  readonly passEnvironment: readonly string[];
  readonly signal: AbortSignal;
}

/** A message class that protoc generated. */
interface MessageClass<Type extends Message> {
  deserializeBinary(bytes: Uint8Array): Type;
}

/** A running policy pack. The caller that starts it must stop it. */
export class PolicyPackProcess {
  readonly #pack: LocalPolicyPack;
  readonly #child: NodeProcess;
  readonly #client: Client;

  private constructor(pack: LocalPolicyPack, child: NodeProcess, port: number) {
    this.#pack = pack;
    this.#child = child;
    this.#client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), MESSAGE_LIMITS);
  }

  /**
   * Starts a policy pack.
   *
   * @throws PreviewError `program` if the pack exits or does not start in time, or `canceled`
   */
  static async start(
    pack: LocalPolicyPack,
    { signal, ...options }: PolicyPackProcessOptions,
  ): Promise<PolicyPackProcess> {
    const printed = { stdout: new OutputTail(TAIL_CHARACTERS), stderr: new OutputTail(TAIL_CHARACTERS) };
    let onPort: (port: number) => void = () => undefined;
    const port = new Promise<number>((resolve) => (onPort = resolve));
    const child = new NodeProcess({
      arguments: [pack.runner, "127.0.0.1:0", pack.directory],
      directory: pack.directory,
      environment: environmentOf(options),
      onOutput: (stream, text) => {
        printed[stream].add(text);
        const line = /^(\d{1,5})\r?\n/m.exec(printed.stdout.text)?.[1];
        if (line !== undefined) onPort(Number(line));
      },
    });
    const { expired, stopWaiting } = deadline(signal);
    try {
      const first = await Promise.race([port, child.ended.then(() => "exited" as const), expired]);
      if (typeof first === "number" && first <= MAX_PORT) return new PolicyPackProcess(pack, child, first);
      if (typeof first === "number")
        throw new PreviewError(
          "program",
          `The policy pack in ${pack.directory} did not print the port on which it serves: expected a number up to ${MAX_PORT}, got ${first}.`,
        );
      if (first === "canceled") throw new PreviewError("canceled", "The check was canceled.");
      const output =
        stripFormatting(printed.stderr.text) || stripFormatting(printed.stdout.text) || "it printed nothing";
      const problem =
        first === "exited" ? "exited while it was starting" : `did not start within ${START_MILLISECONDS / 1000} s`;
      throw new PreviewError("program", `The policy pack in ${pack.directory} ${problem}: ${output}`);
    } catch (error) {
      child.kill();
      throw error;
    } finally {
      stopWaiting();
    }
  }

  /**
   * Calls a method of the service `pulumirpc.Analyzer`.
   *
   * @throws PreviewError `program` if a policy throws or the pack exits
   */
  async call<Response extends Message>(
    method: string,
    request: Message,
    response: MessageClass<Response>,
  ): Promise<Response> {
    return new Promise<Response>((resolve, reject) => {
      this.#client.makeUnaryRequest(
        `/pulumirpc.Analyzer/${method}`,
        (message: Message) => Buffer.from(message.serializeBinary()),
        (bytes: Buffer) => response.deserializeBinary(bytes),
        request,
        { deadline: Date.now() + RESPONSE_MILLISECONDS },
        (error, answer) => {
          if (error === null && answer !== undefined) resolve(answer);
          else reject(new PreviewError("program", this.#describe(error), { cause: error }));
        },
      );
    });
  }

  stop(): void {
    this.#client.close();
    this.#child.stop();
  }

  /** Returns a message for a failed call without the stack trace that the SDK adds if a policy throws. */
  #describe(error: ServiceError | null): string {
    const lines = stripFormatting(error?.details ?? "it did not respond")
      .split("\n")
      .filter((line) => !/^\s+at /.test(line));
    return `The policy pack in ${this.#pack.directory} failed: ${lines.join(" ")}`;
  }
}

/** Returns the environment that the Pulumi CLI sets, without credentials. */
function environmentOf({ organization, project, stack, passEnvironment }: Omit<PolicyPackProcessOptions, "signal">) {
  return {
    ...withholdCredentials(process.env, passEnvironment).variables,
    PULUMI_NODEJS_ORGANIZATION: organization,
    PULUMI_NODEJS_PROJECT: project,
    PULUMI_NODEJS_STACK: stack,
    PULUMI_NODEJS_DRY_RUN: "true",
    PULUMI_ORGANIZATION: organization,
    PULUMI_PROJECT: project,
    PULUMI_STACK: stack,
  };
}

/** Resolves when the signal is aborted or the time is up. `stopWaiting` removes the timer and the listener. */
function deadline(signal: AbortSignal) {
  let stopWaiting: () => void = () => undefined;
  const expired = new Promise<"canceled" | "late">((resolve) => {
    const cancel = (): void => resolve("canceled");
    const timer = setTimeout(() => resolve("late"), START_MILLISECONDS);
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    stopWaiting = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
    };
  });
  return { expired, stopWaiting: () => stopWaiting() };
}
