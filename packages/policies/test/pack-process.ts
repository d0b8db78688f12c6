import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { isList, isProperties, isSecret, isUnknown, type Properties, type Resource, type Value } from "@roadbed/plan";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface Diagnostic {
  readonly policy: string;
  readonly urn: string;
  readonly message: string;
  readonly mandatory: boolean;
}

type Levels = typeof messages.EnforcementLevel;

/** A policy pack that runs as a process and is called like the Pulumi CLI calls it. */
export class PackProcess {
  readonly #child: ChildProcess;
  readonly #client: AnalyzerClient;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  static async start(folder: string): Promise<PackProcess> {
    const runner = join(require.resolve("@pulumi/pulumi/package.json"), "..", "cmd", "run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:0", folder], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    const port = await new Promise<number>((resolve, reject) => {
      child.stdout.once("data", (data: Buffer) => resolve(Number(data.toString())));
      child.once("exit", () => reject(new Error(`The pack ended before it served (is it built?): ${errors}`)));
    });
    return new PackProcess(child, port);
  }

  stop(): void {
    this.#client.close();
    this.#child.kill();
  }

  /** Configures the options of individual policies and sets their level. The other policies keep their configuration. */
  async configure(options: Readonly<Record<string, object>>, level: keyof Levels = "MANDATORY"): Promise<void> {
    const request = new messages.ConfigureAnalyzerRequest();
    for (const [policy, values] of Object.entries(options)) {
      const config = new messages.PolicyConfig();
      config.setEnforcementlevel(messages.EnforcementLevel[level]);
      config.setProperties(Struct.fromJavaScript(values as never));
      request.getPolicyconfigMap().set(policy, config);
    }
    await new Promise<void>((resolve, reject) =>
      this.#client.configure(request, (error) => (error ? reject(error) : resolve())),
    );
  }

  /** Returns the diagnostics for the inputs of one resource. */
  async analyze(resource: Resource): Promise<readonly Diagnostic[]> {
    const request = described(new messages.AnalyzeRequest(), resource, resource.inputs);
    const response = await new Promise<messages.AnalyzeResponse>((resolve, reject) =>
      this.#client.analyze(request, (error, reply) => (error ? reject(error) : resolve(reply))),
    );
    return response.getDiagnosticsList().map((entry) => diagnostic(entry, resource.urn));
  }

  /** Returns the inputs after each remediation, in order, in the form that the engine receives. */
  async remediate(resource: Resource): Promise<readonly object[]> {
    const request = described(new messages.AnalyzeRequest(), resource, resource.inputs);
    const response = await new Promise<messages.RemediateResponse>((resolve, reject) =>
      this.#client.remediate(request, (error, reply) => (error ? reject(error) : resolve(reply))),
    );
    return response.getRemediationsList().map((remediation) => remediation.getProperties()?.toJavaScript() ?? {});
  }

  /** Returns the diagnostics for the outputs of the resources of a stack. */
  async analyzeStack(resources: readonly Resource[]): Promise<readonly Diagnostic[]> {
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList(resources.map(stackResource));
    const response = await new Promise<messages.AnalyzeResponse>((resolve, reject) =>
      this.#client.analyzeStack(request, (error, reply) => (error ? reject(error) : resolve(reply))),
    );
    return response.getDiagnosticsList().map((entry) => diagnostic(entry, ""));
  }
}

function stackResource(resource: Resource): messages.AnalyzerResource {
  const { inputs, outputs, dependencies, propertyDependencies } = resource;
  const message = described(new messages.AnalyzerResource(), resource, { ...inputs, ...outputs });
  message.setDependenciesList([...dependencies]);
  for (const [property, urns] of Object.entries(propertyDependencies)) {
    const on = new messages.AnalyzerPropertyDependencies();
    on.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, on);
  }
  return message;
}

function described<M extends messages.AnalyzeRequest | messages.AnalyzerResource>(
  message: M,
  { urn, type, name, options }: Resource,
  values: Properties,
): M {
  const chosen = new messages.AnalyzerResourceOptions();
  chosen.setProtect(options.protect ?? false);
  chosen.setIgnorechangesList([...(options.ignoreChanges ?? [])]);
  const provider = new messages.AnalyzerProviderResource();
  provider.setType(`pulumi:providers:${type.split(":")[0] ?? ""}`);
  provider.setProperties(new Struct());
  message.setUrn(urn);
  message.setType(type);
  message.setName(name);
  message.setOptions(chosen);
  message.setProvider(provider);
  message.setProperties(Struct.fromJavaScript(wire(values) as never));
  return message;
}

function diagnostic(entry: messages.AnalyzeDiagnostic, urn: string): Diagnostic {
  return {
    policy: entry.getPolicyname(),
    urn: entry.getUrn() || urn,
    message: entry.getMessage(),
    mandatory: entry.getEnforcementlevel() === messages.EnforcementLevel.MANDATORY,
  };
}

/** Converts a value to the form that the engine sends. */
export function wire(value: Value): unknown {
  if (isUnknown(value)) return UNKNOWN;
  if (isSecret(value)) return { ...SECRET, value: wire(value.value) };
  if (isList(value)) return value.map(wire);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wire(member)]));
}
