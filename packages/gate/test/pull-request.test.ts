import { checkApp } from "./check-app";
import { TestRepository } from "./repository";

// The check previews two programs.
jest.setTimeout(60_000);

interface Shop {
  readonly component: string;
  readonly backupDays: number;
  readonly cidrBlocks: readonly string[];
  readonly readers: readonly string[];
  readonly hasQueue: boolean;
}

const BEFORE: Shop = {
  component: "web",
  backupDays: 14,
  cidrBlocks: ["10.0.0.0/24"],
  readers: ["arn:aws:iam::111111111111:root"],
  hasQueue: true,
};
const AFTER: Shop = {
  component: "shop",
  backupDays: 3,
  cidrBlocks: ["10.0.0.0/16"],
  readers: ["arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root"],
  hasQueue: false,
};

/** Returns a program with one resource on each line, so that findings name its line. */
function program({ component, backupDays, cidrBlocks, readers, hasQueue }: Shop): Readonly<Record<string, string>> {
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: readers },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::files/*",
      },
    ],
  };
  const ingress = [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks }];
  const resource = (type: string, name: string, inputs: object) =>
    `new Resource(${JSON.stringify(type)}, ${JSON.stringify(name)}, ${JSON.stringify(inputs)});`;
  return {
    "app/index.js": [
      'const pulumi = require("@pulumi/pulumi");',
      "class Resource extends pulumi.CustomResource {}",
      'class Site extends pulumi.ComponentResource { constructor(name) { super("acme:index:Site", name); new Resource("aws:sns/topic:Topic", `${name}-events`, { displayName: `${name}-events` }, { parent: this }); } }',
      `new Site(${JSON.stringify(component)});`,
      resource("aws:rds/instance:Instance", "orders", { engine: "postgres", backupRetentionPeriod: backupDays }),
      resource("aws:ec2/securityGroup:SecurityGroup", "api", { ingress }),
      resource("aws:s3/bucketPolicy:BucketPolicy", "files", { bucket: "files", policy: JSON.stringify(policy) }),
      hasQueue ? resource("aws:sqs/queue:Queue", "jobs", { messageRetentionSeconds: 600 }) : "",
    ].join("\n"),
  };
}

const repository = TestRepository.create(program(BEFORE));
const base = repository.git("rev-parse", "HEAD");
repository.commit(program(AFTER));
afterAll(() => repository.remove());

it("finds all dangerous changes of a pull request, with file and line", async () => {
  const { stack, code } = await checkApp(repository, "--base", base);
  const findings = stack.findings
    .filter(({ change }) => change !== undefined)
    .map(({ rule, name, path, source, change }) => [rule, name, path, source?.line, change?.suggestion]);
  expect(findings).toEqual([
    ["backups-reduced", "orders", "backupRetentionPeriod", 5, undefined],
    ["stateful-delete", "web-events", undefined, 3, undefined],
    ["stateful-delete", "jobs", undefined, 8, undefined],
    ["renamed-resource", "shop", undefined, 4, 'aliases: [{ name: "web" }]'],
  ]);
  expect(code).not.toBe(0);
});
