import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import type { Message } from "google-protobuf";
import { PreviewError } from "../errors";
import { NodeProcess, stripFormatting, withholdCredentials } from "../process";
import { MESSAGE_LIMITS } from "../protocol";
import type { PolicyPack } from "./policy-pack";

/** A TypeScript pack that imports a cloud's SDK takes ten seconds to start. */
const START_MILLISECONDS = 120_000;

/** A policy that asks a service of its own may wait for it, but not for ever. */
const ANSWER_MILLISECONDS = 120_000;

const LARGEST_PORT = 65_535;

/** Of what a pack prints, as much as says why it ended. */
const KEPT_CHARACTERS = 4000;

export interface PolicyPackProcessOptions {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** Variables to hand to the pack although their names look like credentials. */
  readonly passEnvironment: readonly string[];
  readonly signal: AbortSignal;
}

/** A message class as protoc generates it. */
interface MessageClass<Type extends Message> {
  deserializeBinary(bytes: Uint8Array): Type;
}

/** A policy pack under way, in a process of its own SDK. Whoever starts one stops it. */
export class PolicyPackProcess {
  readonly #pack: PolicyPack;
  readonly #child: NodeProcess;
  readonly #client: Client;

  private constructor(pack: PolicyPack, child: NodeProcess, port: number) {
    this.#pack = pack;
    this.#child = child;
    this.#client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), MESSAGE_LIMITS);
  }

  /** @throws PreviewError `program` if it ends or says nothing, `cancelled` */
  static async start(pack: PolicyPack, { signal, ...options }: PolicyPackProcessOptions): Promise<PolicyPackProcess> {
    const printed = { stdout: "", stderr: "" };
    let onPort: (port: number) => void = () => undefined;
    const port = new Promise<number>((resolve) => (onPort = resolve));
    const child = new NodeProcess({
      arguments: [pack.runner, "127.0.0.1:0", pack.directory],
      directory: pack.directory,
      environment: environmentOf(options),
      onOutput: (stream, text) => {
        printed[stream] = (printed[stream] + text).slice(-KEPT_CHARACTERS);
        const line = /^(\d{1,5})\r?\n/m.exec(printed.stdout)?.[1];
        if (line !== undefined) onPort(Number(line));
      },
    });
    const { promise: given, give } = deadline(signal);
    try {
      const first = await Promise.race([port, child.ended.then(() => "ended" as const), given]);
      if (typeof first === "number" && first <= LARGEST_PORT) return new PolicyPackProcess(pack, child, first);
      if (typeof first === "number")
        throw new PreviewError(
          "program",
          `The policy pack in ${pack.directory} printed ${first}, which is no port, before the one that it serves on.`,
        );
      if (first === "cancelled") throw new PreviewError("cancelled", "The check was cancelled.");
      const why = stripFormatting(printed.stderr) || stripFormatting(printed.stdout) || "it printed nothing";
      const what =
        first === "ended" ? "ended before it served" : `did not start in ${START_MILLISECONDS / 1000} seconds`;
      throw new PreviewError("program", `The policy pack in ${pack.directory} ${what}: ${why}`);
    } catch (error) {
      child.kill();
      throw error;
    } finally {
      give();
    }
  }

  /**
   * Calls a method of the service `pulumirpc.Analyzer`.
   *
   * @throws PreviewError `program` if a policy fails, or the pack ends
   */
  async ask<Response extends Message>(
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
        { deadline: Date.now() + ANSWER_MILLISECONDS },
        (error, answer) => {
          if (error === null && answer !== undefined) resolve(answer);
          else reject(new PreviewError("program", this.#sentenceOn(error), { cause: error }));
        },
      );
    });
  }

  stop(): void {
    this.#client.close();
    this.#child.stop();
  }

  /** The SDK sends the stack trace of a policy that fails as the message. */
  #sentenceOn(error: ServiceError | null): string {
    const lines = stripFormatting(error?.details ?? "it gave no answer")
      .split("\n")
      .filter((line) => !/^\s+at /.test(line));
    return `The policy pack in ${this.#pack.directory} failed: ${lines.join(" ")}`;
  }
}

/** The environment as the CLI makes it, without credentials. */
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

/** Tells when somebody cancels, or the time is up; `give` ends the wait. */
function deadline(signal: AbortSignal) {
  let give: () => void = () => undefined;
  const promise = new Promise<"cancelled" | "late">((resolve) => {
    const cancel = (): void => resolve("cancelled");
    const timer = setTimeout(() => resolve("late"), START_MILLISECONDS);
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    give = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
    };
  });
  return { promise, give: () => give() };
}
