import { propertyMap, makeSecret, UNKNOWN, unknownFrom } from "@roadbed/plan";
import { rules } from "@roadbed/policies";
import { transpileModule } from "typescript";
import { plan, resource } from "../../test/plans";
import { className, exampleCode } from "./example-code";

describe("exampleCode", () => {
  it("returns one line with the class names of the SDK", () => {
    const inputs = propertyMap([
      ["name", "a"],
      ["tags", propertyMap([["k8s.io/x", "1"]])],
    ]);
    expect(exampleCode({ type: "aws:ecr/repository:Repository", inputs })).toBe(
      'new aws.ecr.Repository("example", { name: "a", tags: { "k8s.io/x": "1" } });',
    );
  });

  it("breaks long lines and shows JSON documents as objects", () => {
    const statement = { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::bucket/*" };
    const inputs = propertyMap([["policy", JSON.stringify({ Version: "2012-10-17", Statement: [statement] })]]);
    expect(exampleCode({ type: "aws:iam/policy:Policy", inputs })).toBe(
      `new aws.iam.Policy("example", {
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: "arn:aws:s3:::bucket/*",
      },
    ],
  }),
});`,
    );
  });

  it("keeps strings that only resemble documents, secrets and unknown values", () => {
    const inputs = propertyMap([
      ["policy", "{ }"],
      ["password", makeSecret("hunter22")],
      ["role", UNKNOWN],
    ]);
    expect(exampleCode({ type: "aws:x/y:Y", inputs })).toBe(
      'new aws.x.Y("example", { policy: "{ }", password: pulumi.secret("hunter22"), role: someOutput });',
    );
  });

  it("shows lookups whose results change over time", () => {
    const ami = unknownFrom({ kind: "lookup", token: "aws:ec2/getAmi:getAmi", subject: "image" });
    expect(exampleCode({ type: "aws:x/y:Y", inputs: propertyMap([["ami", ami]]) })).toBe(
      'new aws.x.Y("example", { ami: aws.ec2.getAmiOutput({ mostRecent: true }).id });',
    );
  });

  it("declares resources before the resources that refer to them", () => {
    const balancer = resource("aws:lb/loadBalancer:LoadBalancer", "my-balancer", {}, { options: { protect: true } });
    const listener = resource(
      "aws:lb/listener:Listener",
      "http",
      { loadBalancerArn: UNKNOWN, port: 80 },
      { dependencies: [balancer.urn], propertyDependencies: { loadBalancerArn: [balancer.urn] } },
    );
    expect(exampleCode({ ...plan([]), resources: [listener, balancer] })).toBe(
      `const myBalancer = new aws.lb.LoadBalancer("my-balancer", {}, { protect: true });
new aws.lb.Listener("http", { loadBalancerArn: myBalancer.arn, port: 80 });`,
    );
  });
});

it.each([
  ["aws:ec2/vpc:Vpc", "aws.ec2.Vpc"],
  ["kubernetes:core/v1:Pod", "k8s.core.v1.Pod"],
  ["kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", "k8s.rbac.v1.ClusterRole"],
  ["pulumi:providers:kubernetes", "k8s.Provider"],
  ["pulumi:providers:aws", "aws.Provider"],
  ["random:index/randomId:RandomId", "random.RandomId"],
])("the type %s has the class %s", (type, name) => expect(className(type)).toBe(name));

it("every example of every rule is valid TypeScript", () => {
  const examples = rules.flatMap(({ examples: { fail, pass } }) => [...fail, ...pass]);
  const source = examples.map((example) => `{\n${exampleCode(example)}\n}`).join("\n");
  const { diagnostics = [] } = transpileModule(source, { reportDiagnostics: true });
  const line = (start = 0): string => source.slice(start - 200, start + 200);
  expect(diagnostics.map(({ messageText, start }) => [messageText, line(start)])).toEqual([]);
  expect(source).not.toMatch(/\[object|undefined/);
});
