import { Ajv } from "ajv";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  COLLECTOR_VARIABLES,
  collectorConfiguration,
  type CollectorConfiguration,
  type CollectorPipeline,
} from "./collector-configuration";

const SCHEMA = join(__dirname, "../../../testdata/collector/configuration.schema.json");
const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(SCHEMA, "utf8")) as object);

/** Returns what the collector would refuse in a configuration, which is a JSON document. */
function problemsOf(configuration: CollectorConfiguration): string[] {
  const errors = validate(configuration) ? [] : (validate.errors ?? []);
  const { extensions, receivers, processors, exporters, service } = configuration;
  const missing = (section: object, names: readonly string[]) => names.filter((name) => !Object.hasOwn(section, name));
  const unresolved = Object.values(service.pipelines).flatMap((pipeline) => [
    ...missing(receivers, pipeline.receivers),
    ...missing(processors, pipeline.processors),
    ...missing(exporters, pipeline.exporters),
  ]);
  const authenticators = [...JSON.stringify(exporters).matchAll(/"authenticator":"([^"]+)"/g)].map(
    ([, name = ""]) => name,
  );
  const variables = [...JSON.stringify(configuration).matchAll(/\$\{env:(\w+)\}/g)].map(([, name = ""]) => name);
  const known: readonly string[] = Object.values(COLLECTOR_VARIABLES);
  return [
    ...errors.map(({ instancePath, message = "" }) => `${instancePath} ${message}`),
    ...[...unresolved, ...missing(extensions, service.extensions)].map((name) => `${name} is not configured`),
    ...authenticators.filter((name) => !service.extensions.includes(name)).map((name) => `${name} is not enabled`),
    ...variables.filter((name) => !known.includes(name)).map((name) => `${name} is not set`),
  ];
}

const pipelines: CollectorPipeline[] = [true, false].flatMap((transactionSearch) =>
  [true, false].map((remoteSampling) => ({ transactionSearch, remoteSampling })),
);

describe("collectorConfiguration", () => {
  it.each(pipelines)("is valid for the pinned version of the collector with %j", (pipeline) => {
    expect(problemsOf(collectorConfiguration(pipeline))).toEqual([]);
  });

  it("refuses traces before it processes them, and sends batches", () => {
    for (const pipeline of pipelines) {
      const { processors } = collectorConfiguration(pipeline).service.pipelines.traces ?? {};
      expect(processors).toEqual(["memory_limiter", "resource_detection", "batch"]);
    }
  });

  it("sends spans to the OTLP endpoint only if the account has Transaction Search", () => {
    const exportersWith = (transactionSearch: boolean) =>
      Object.keys(collectorConfiguration({ transactionSearch, remoteSampling: false }).exporters);
    expect([exportersWith(true), exportersWith(false)]).toEqual([["otlp_http"], ["awsxray"]]);
  });

  it("is reachable by containers of the same task only", () => {
    const addresses = JSON.stringify(collectorConfiguration({ transactionSearch: true, remoteSampling: true }));
    expect([...addresses.matchAll(/"endpoint":"([^"]+)"/g)].map(([, address]) => address).sort()).toEqual([
      "127.0.0.1:13133",
      "127.0.0.1:2000",
      "127.0.0.1:4317",
      "127.0.0.1:4318",
    ]);
  });

  it("would be refused with deprecated names, unknown settings, and components that do not exist", () => {
    const valid = collectorConfiguration({ transactionSearch: true, remoteSampling: false });
    const { traces } = valid.service.pipelines;
    if (traces === undefined) throw new Error("The configuration has no pipeline for traces.");
    const invalid: CollectorConfiguration = {
      ...valid,
      processors: { ...valid.processors, batch: { timeout: "1s", max_size: 1000 } },
      exporters: { otlphttp: { traces_endpoint: "${env:ENDPOINT}", auth: { authenticator: "oidc" } } },
      service: { ...valid.service, pipelines: { traces: { ...traces, exporters: ["otlphttp", "awsxray"] } } },
    };
    expect(problemsOf(invalid)).toEqual([
      "/processors/batch must NOT have additional properties",
      "/exporters must NOT have additional properties",
      "awsxray is not configured",
      "oidc is not enabled",
      "ENDPOINT is not set",
    ]);
  });
});
