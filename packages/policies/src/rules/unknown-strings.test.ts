import { unknownFrom, UNKNOWN, type Value } from "@roadbed/plan";
import { rules } from "../catalog";
import { evaluate } from "../evaluation/evaluate";
import { untypedPlan } from "../authoring/example-plan";
import { toProperties, toValue } from "../kernel/plain-values";

const output = (property: string, type = "aws:s3/bucket:Bucket") =>
  unknownFrom({ kind: "output", resource: `urn:pulumi:dev::app::${type}::name`, property });
const text = (...parts: readonly Value[]) => unknownFrom({ kind: "text", parts });
const json = (value: unknown) => unknownFrom({ kind: "json", value: toValue(value) });

/** Returns what a rule reports for a resource: `violation` or `undecided`, or undefined if the resource passes. */
function resultOf(id: string, type: string, inputs: object) {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`There is no rule ${id}.`);
  const plan = untypedPlan({ checked: [type, {}] });
  const resources = plan.resources.map((resource) => ({ ...resource, inputs: toProperties(inputs) }));
  return evaluate({ ...plan, resources }, [{ rule, level: "mandatory" }]).findings[0]?.kind;
}

describe("rules for environment variables", () => {
  const lambda = (value: Value) =>
    resultOf("lambda-env-no-secrets", "aws:lambda/function:Function", {
      environment: { variables: { DB_SECRET: value } },
    });
  const container = (value: unknown) =>
    resultOf("ecs-env-no-secrets", "aws:ecs/taskDefinition:TaskDefinition", {
      containerDefinitions: json([{ name: "web", environment: [{ name: "DB_SECRET", value }] }]),
    });
  const project = (value: Value) =>
    resultOf("codebuild-env-no-secrets", "aws:codebuild/project:Project", {
      environment: { environmentVariables: [{ name: "DB_SECRET", value }] },
    });
  const service = (value: Value) =>
    resultOf("apprunner-env-no-secrets", "aws:apprunner/service:Service", {
      sourceConfiguration: {
        imageRepository: { imageConfiguration: { runtimeEnvironmentVariables: { DB_SECRET: value } } },
      },
    });
  const configMap = (value: Value) =>
    resultOf("configmap-no-secrets", "kubernetes:core/v1:ConfigMap", { data: { DB_SECRET: value } });

  it.each([lambda, container, project, service, configMap])("accept an identifier that is not known yet", (result) =>
    expect(result(output("bucket"))).toBeUndefined(),
  );

  it.each([lambda, container, project, service, configMap])("are undecided for any other unknown value", (result) =>
    expect(result(UNKNOWN)).toBe("undecided"),
  );

  it.each([lambda, container, project, service])("find a secret next to an identifier", (result) =>
    expect(result(text("correct-horse@", output("bucket")))).toBe("violation"),
  );
});

describe("rules for policies", () => {
  const readData = (resource: unknown) =>
    resultOf("iam-data-limited", "aws:iam/rolePolicy:RolePolicy", {
      policy: json({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: resource }] }),
    });

  it("accept the ARN of a resource, and the ARNs below it", () => {
    expect(readData(output("arn"))).toBeUndefined();
    expect(readData([text(output("arn"), "/*")])).toBeUndefined();
  });

  it("report a wildcard in a policy with unknown parts", () =>
    expect(readData([output("arn"), "*"])).toBe("violation"));

  it("are undecided if the unknown part can be a wildcard", () => expect(readData(UNKNOWN)).toBe("undecided"));

  it("accept a principal that is not known yet", () => {
    const access = (AWS: Value) => {
      const statement = { Effect: "Allow", Action: "sqs:*", Principal: { AWS } };
      const inputs = { policy: { Version: "2012-10-17", Statement: [statement] } };
      return resultOf("sqs-policy-not-public", "aws:sqs/queuePolicy:QueuePolicy", inputs);
    };
    expect(access(output("arn", "aws:iam/role:Role"))).toBeUndefined();
    expect(access(text("arn:", UNKNOWN, ":iam::", UNKNOWN, ":root"))).toBeUndefined();
    expect(access(UNKNOWN)).toBe("undecided");
  });
});

describe("rules for container images", () => {
  const image = (tag: string) =>
    resultOf("container-image-version-set", "aws:ecs/taskDefinition:TaskDefinition", {
      containerDefinitions: json([{ image: text(output("repositoryUrl", "aws:ecr/repository:Repository"), tag) }]),
    });

  it("read the tag of an image in a repository that is not known yet", () => {
    expect(image(":1.4.2")).toBeUndefined();
    expect(image(":latest")).toBe("violation");
    expect(image("")).toBe("violation");
  });
});
