import * as aws from "@pulumi/aws";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { changeBetween, deployed } from "../../../test/network";
import { LogGroup, type LogGroupArgs } from "./index";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const allFeatures = {
  logGroupName: "/shop/orders",
  retentionDays: 365,
  createKey: true,
  metricFilters: {
    errors: { pattern: '{ $.level = "ERROR" }' },
    latency: {
      pattern: "{ $.latency = * }",
      value: "$.latency",
      unit: "Milliseconds",
      dimensions: { Operation: "$.operation" },
      metricName: "Latency",
      namespace: "Shop",
    },
    bytes: { pattern: "[..., status = 5*, bytes]", value: "$bytes", unit: "Bytes", defaultValue: 0 },
  },
  dataProtection: {
    dataIdentifiers: ["EmailAddress", "PhoneNumber-DE", "arn:aws:dataprotection::aws:data-identifier/Future"],
    findingsDestination: { logGroupName: "/aws/vendedlogs/findings", bucketName: "findings", deliveryStreamName: "f" },
  },
  retainOnDelete: true,
  region: "eu-west-1",
  tags: { team: "orders" },
} satisfies LogGroupArgs;

const create = (args?: LogGroupArgs): Promise<StackPlan> => preview(() => new LogGroup("orders", args));

describe("LogGroup", () => {
  it("creates these resources with default arguments and with all features", async () => {
    expect([(await create()).inventory(), (await create(allFeatures)).inventory()]).toMatchSnapshot();
  });

  it("keeps log events for 90 days and resists deletion by default", async () => {
    const { inputs, options } = (await create()).get(GROUP, "orders-group");
    expect(options).toMatchObject({ protect: true, deleteBeforeReplace: true });
    expect(inputs).toMatchObject({
      name: "/project/stack/orders",
      retentionInDays: 90,
      logGroupClass: "STANDARD",
      deletionProtectionEnabled: true,
      tags: { Name: "orders-group" },
    });
  });

  it("keeps log events for 7 days without protection in the development profile", async () => {
    const { inputs, options } = (await create({ profile: "development" })).get(GROUP, "orders-group");
    expect(inputs).toMatchObject({ retentionInDays: 7, deletionProtectionEnabled: false });
    expect(options.protect ?? false).toBe(false);
  });

  it("leaves the retention period of the class DELIVERY to CloudWatch Logs", async () => {
    const { inputs } = (await create({ logClass: "DELIVERY" })).get(GROUP);
    expect([inputs.logGroupClass, inputs.retentionInDays]).toEqual(["DELIVERY", undefined]);
  });

  it("creates a key that CloudWatch Logs can use for this log group only", async () => {
    const stack = await deployed(() => new LogGroup("orders", { createKey: true }));
    const arn = "arn:aws:kms:eu-west-1:123456789012:orders-key";
    expect(stack.get(GROUP, "orders-group").inputs.kmsKeyId).toBe(arn);
    const { policy } = stack.get("aws:kms/keyPolicy:KeyPolicy", "orders-key-policy").inputs;
    expect(JSON.parse(policy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "IamPolicies",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::123456789012:root" },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "LogGroup",
          Effect: "Allow",
          Principal: { Service: "logs.eu-west-1.amazonaws.com" },
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: {
            ArnEquals: {
              "kms:EncryptionContext:aws:logs:arn":
                "arn:aws:logs:eu-west-1:123456789012:log-group:/project/stack/orders",
            },
          },
        },
      ],
    });
  });

  it("publishes the metrics of its filters and masks sensitive data", async () => {
    const stack = await deployed(() => new LogGroup("orders", allFeatures));
    const transformationOf = (filter: string) =>
      stack.get(FILTER, `orders-filter-${filter}`).inputs.metricTransformation;
    expect(stack.get(FILTER, "orders-filter-errors").inputs).toMatchObject({ name: "errors", region: "eu-west-1" });
    expect(transformationOf("errors")).toEqual({
      ...{ name: "orders-errors", namespace: "project/stack", value: "1", unit: "Count", defaultValue: "0" },
    });
    expect(transformationOf("latency")).toEqual({
      ...{ name: "Latency", namespace: "Shop", value: "$.latency", unit: "Milliseconds" },
      dimensions: { Operation: "$.operation" },
    });
    expect(transformationOf("bytes")).toMatchObject({ name: "orders-bytes", value: "$bytes", defaultValue: "0" });
    const { policyDocument } = stack.get("aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy").inputs;
    expect(JSON.parse(policyDocument as string)).toMatchSnapshot();
  });

  it("returns the metrics of its filters for monitors", async () => {
    let logGroup: LogGroup | undefined;
    await preview(() => (logGroup = new LogGroup("orders", allFeatures)));
    expect(logGroup?.metric("errors")).toEqual({
      ...{ namespace: "project/stack", name: "orders-errors", statistic: "Sum", dimensions: {} },
    });
    const dimensions = { Operation: "pay" };
    expect(logGroup?.metric("latency", "p99", dimensions)).toMatchObject({
      namespace: "Shop",
      statistic: "p99",
      dimensions,
    });
    const issues = [
      ...issuesThrownBy(() => logGroup?.metric("error")),
      ...issuesThrownBy(() => logGroup?.metric("constructor")),
      ...issuesThrownBy(() => logGroup?.metric("latency", "p99", { operation: "pay" })),
    ];
    expect(codesOf(issues)).toEqual([
      ...["not-allowed filter", "not-allowed filter", "unknown-argument dimensions.operation", "missing dimensions"],
    ]);
  });

  it("adds metric filters and data protection without changing the log group", async () => {
    const { metricFilters, dataProtection } = allFeatures;
    const after = () => new LogGroup("orders", { metricFilters, dataProtection });
    expect(await changeBetween(() => new LogGroup("orders"), after)).toEqual({
      created: ["orders-data-protection", "orders-filter-bytes", "orders-filter-errors", "orders-filter-latency"],
      deleted: [],
      changed: {},
    });
  });

  it("passes its parent, provider, Region, and tags to all children", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new LogGroup("orders", allFeatures, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:LogGroup"));
    expect(children).toHaveLength(7);
    for (const { type, provider, inputs } of children) {
      expect([provider, inputs.region]).toEqual([stack.get("pulumi:providers:aws").urn, "eu-west-1"]);
      if ([GROUP, "aws:kms/key:Key"].includes(type)) expect(inputs.tags).toMatchObject({ team: "orders" });
    }
  });

  it("is created even if inputs are unknown", async () => {
    const bucketName = unknownOutput<string>();
    const dataProtection = { ...allFeatures.dataProtection, findingsDestination: { bucketName } };
    const args = { dataProtection, kmsKeyArn: unknownOutput(), region: unknownOutput(), tags: unknownOutput() };
    expect((await create(args as LogGroupArgs)).resources).toHaveLength(3);
  });
});

describe("the check of LogGroup arguments", () => {
  const issuesOf = (args: object, name = "orders") => issuesThrownBy(() => new LogGroup(name, args));
  const filter = (args: object) => ({ metricFilters: { errors: { pattern: "ERROR", ...args } } });
  const manyFilters = (count: number, pattern: string) => ({
    metricFilters: Object.fromEntries(Array.from({ length: count }, (_, index) => [`filter${index}`, { pattern }])),
  });
  const invalid: [args: object, codes: string[]][] = [
    [{ retentionDays: 0 }, ["not-allowed retentionDays"]],
    [{ retentionDays: Infinity }, ["not-allowed retentionDays"]],
    [
      { retentionDays: 100, logGroupName: "aws/orders", createKey: 1, retainOnDelete: "no", logClass: "infrequent" },
      [
        "not-allowed retentionDays",
        "wrong-type createKey",
        "wrong-type retainOnDelete",
        "invalid-format logGroupName",
        "not-allowed logClass",
      ],
    ],
    [{ createKey: true, kmsKeyArn: "alias/x" }, ["conflict createKey", "invalid-format kmsKeyArn"]],
    [{ metricFilters: [], dataProtection: true }, ["wrong-type metricFilters", "wrong-type dataProtection"]],
    [{ ...filter({}), logClass: "INFREQUENT_ACCESS" }, ["conflict metricFilters"]],
    [
      { ...filter({}), logClass: "DELIVERY", retentionDays: 2, dataProtection: { dataIdentifiers: ["Name"] } },
      [...["conflict metricFilters", "conflict dataProtection", "conflict retentionDays"]],
    ],
    [manyFilters(101, "ERROR"), ["out-of-range metricFilters"]],
    [manyFilters(6, "%ERROR%"), ["out-of-range metricFilters"]],
    [
      { metricFilters: { "my errors": {} } },
      ["invalid-format metricFilters.my errors", "missing metricFilters.my errors.pattern"],
    ],
    [
      filter({
        patern: "",
        metricName: "a:b",
        namespace: "AWS/Logs",
        unit: "count",
        value: "$.x",
        dimensions: { A: "$.a" },
      }),
      [
        "unknown-argument metricFilters.errors.patern",
        "not-allowed metricFilters.errors.unit",
        "conflict metricFilters.errors.value",
        "conflict metricFilters.errors.dimensions.A",
        "invalid-format metricFilters.errors.metricName",
        "not-allowed metricFilters.errors.namespace",
      ],
    ],
    [
      filter({
        pattern: "[ip, bytes]",
        value: "$byte",
        dimensions: { ":A": "$ip", B: 5, C: "$ip", D: "$1" },
        defaultValue: 0,
      }),
      [
        "not-allowed metricFilters.errors.value",
        "out-of-range metricFilters.errors.dimensions",
        "invalid-format metricFilters.errors.dimensions.:A",
        "wrong-type metricFilters.errors.dimensions.B",
        "conflict metricFilters.errors.defaultValue",
      ],
    ],
    [
      filter({ pattern: "{ $.a = 1 }", value: NaN, dimensions: { A: "a" }, defaultValue: "0" }),
      [
        "out-of-range metricFilters.errors.value",
        "invalid-format metricFilters.errors.dimensions.A",
        "wrong-type metricFilters.errors.defaultValue",
      ],
    ],
    [
      filter({ pattern: "{ $.a = 1 }", value: "latency", namespace: "a:b" }),
      ["invalid-format metricFilters.errors.value", "invalid-format metricFilters.errors.namespace"],
    ],
    [
      {
        dataProtection: {
          dataIdentifiers: ["Email", "ssn", "Name", "Name", 5, "arn:aws:s3:::x", "zzz"],
          findingsDestination: {},
        },
      },
      [
        "not-allowed dataProtection.dataIdentifiers[0]",
        "not-allowed dataProtection.dataIdentifiers[1]",
        "duplicate dataProtection.dataIdentifiers[3]",
        "wrong-type dataProtection.dataIdentifiers[4]",
        "not-allowed dataProtection.dataIdentifiers[5]",
        "not-allowed dataProtection.dataIdentifiers[6]",
        "missing dataProtection.findingsDestination",
      ],
    ],
    [
      {
        logGroupName: "/shop",
        dataProtection: {
          dataIdentifiers: [],
          findingsDestination: { logGroupName: "/shop", bucketName: "B", deliveryStreamName: "a b", s3: 1 },
        },
      },
      [
        "out-of-range dataProtection.dataIdentifiers",
        "unknown-argument dataProtection.findingsDestination.s3",
        "conflict dataProtection.findingsDestination.logGroupName",
        "invalid-format dataProtection.findingsDestination.bucketName",
        "invalid-format dataProtection.findingsDestination.deliveryStreamName",
      ],
    ],
    [
      { region: "x", tags: 1, adopt: { key: {} } },
      ["invalid-format region", "wrong-type tags", "unknown-argument adopt.key"],
    ],
  ];

  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("reports names that are not allowed for log groups", () => {
    expect(codesOf(issuesOf({}, "my orders"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf({ logGroupName: "/orders" }, "my orders"))).toEqual([]);
    const withFilter = { logGroupName: "/orders", ...filter({}) };
    expect(codesOf(issuesOf(withFilter, "a:b"))).toEqual(["invalid-format metricFilters.errors.metricName"]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
