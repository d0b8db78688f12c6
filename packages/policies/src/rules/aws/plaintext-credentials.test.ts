import { makeSecret, UNKNOWN, type Properties, type Value } from "@roadbed/plan";
import { typesWithSecrets } from "@roadbed/plan/facts";
import { planOf, resource } from "../../../test/plans";
import { evaluate } from "../../evaluation/evaluate";
import { credentialsOf } from "../../rule-factories/plaintext-credentials";
import { toProperties } from "../../kernel/plain-values";
import { awsPlaintextCredentials } from "./plaintext-credentials";

const PASSWORD = "correct-horse-77";

const evaluateInputs = (type: string, inputs: Properties) =>
  evaluate(planOf(resource(type, "example", inputs)), [{ rule: awsPlaintextCredentials, level: "mandatory" }]);

/** Returns inputs with a value at a path, in which every second object is in an array. */
const inputsWith = (path: string, value: Value): Properties =>
  toProperties(
    path
      .split(".")
      .toReversed()
      .reduce<Value>((inner, name, depth) => toProperties({ [name]: depth % 2 === 1 ? [inner] : inner }), value),
  );

const credentials = typesWithSecrets("aws").flatMap((type) => credentialsOf(type).map((path) => ({ type, path })));
const withoutCredentials = typesWithSecrets("aws").filter((type) => credentialsOf(type).length === 0);

describe("the rule on credentials in plain text", () => {
  it.each(credentials)("reports $path of $type in plain text without showing it", ({ type, path }) => {
    const { findings } = evaluateInputs(type, inputsWith(path, PASSWORD));
    expect(findings.map((finding) => [finding.kind, finding.path?.replace(/\[\d+\]/g, "")])).toEqual([
      ["violation", path],
    ]);
    expect(JSON.stringify(findings)).not.toContain(PASSWORD);
  });

  it.each(credentials)("accepts $path of $type as a secret", ({ type, path }) => {
    expect(evaluateInputs(type, inputsWith(path, makeSecret(PASSWORD))).findings).toEqual([]);
    expect(evaluateInputs(type, inputsWith(path, makeSecret(UNKNOWN))).findings).toEqual([]);
  });

  it("reads every type with secrets except those whose secrets grant no access", () => {
    expect(withoutCredentials).toEqual([
      "aws:appconfig/configurationProfile:ConfigurationProfile",
      "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion",
      "aws:bedrock/agentcoreEvaluator:AgentcoreEvaluator",
      "aws:cloudcontrol/resource:Resource",
      "aws:directoryservice/sharedDirectory:SharedDirectory",
      "aws:elasticsearch/domainSamlOptions:DomainSamlOptions",
      "aws:iot/authorizer:Authorizer",
      "aws:iot/caCertificate:CaCertificate",
      "aws:iot/certificate:Certificate",
      "aws:opensearch/domainSamlOptions:DomainSamlOptions",
      "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask",
    ]);
  });

  it("is undecided on a value that is neither known nor marked as secret", () => {
    const { findings } = evaluateInputs("aws:mq/broker:Broker", inputsWith("users.password", UNKNOWN));
    expect(findings.map(({ kind }) => kind)).toEqual(["undecided"]);
  });
});
