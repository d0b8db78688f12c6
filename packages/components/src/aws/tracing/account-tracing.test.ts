import * as aws from "@pulumi/aws";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { changeBetween } from "../../../test/network";
import { AccountTracing, type AccountTracingArgs } from "../index";

const DESTINATION = "aws:xray/traceSegmentDestination:TraceSegmentDestination";
const ENCRYPTION = "aws:xray/encryptionConfig:EncryptionConfig";
const INDEXING = "aws:xray/indexingRule:IndexingRule";
const POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

const config = { "aws:region": "eu-west-1", "aws:allowedAccountIds": '["123456789012"]' };
const create = (args?: AccountTracingArgs): Promise<StackPlan> =>
  preview(() => new AccountTracing("tracing", args), { config });

describe("AccountTracing", () => {
  it("stores all spans in CloudWatch Logs, and indexes one percent of the traces by default", async () => {
    const stack = await create();
    expect(stack.inventory()).toMatchSnapshot();
    expect(stack.get(DESTINATION).inputs).toMatchObject({ destination: "CloudWatchLogs" });
    expect(stack.get(ENCRYPTION).inputs).toMatchObject({ type: "NONE" });
    expect(stack.get(INDEXING).inputs).toMatchObject({
      name: "Default",
      rule: { probabilistic: { desiredSamplingPercentage: 1 } },
    });
  });

  it("allows X-Ray to write spans of this account only", async () => {
    const { inputs } = (await create()).get(POLICY);
    expect(inputs.policyName).toBe("project-stack-tracing");
    expect(inputs.policyDocument).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TransactionSearch",
          Effect: "Allow",
          Principal: { Service: "xray.amazonaws.com" },
          Action: "logs:PutLogEvents",
          Resource: [
            "arn:aws:logs:eu-west-1:123456789012:log-group:aws/spans:*",
            "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/application-signals/data:*",
          ],
          Condition: {
            ArnLike: { "aws:SourceArn": "arn:aws:xray:eu-west-1:123456789012:*" },
            StringEquals: { "aws:SourceAccount": "123456789012" },
          },
        },
      ],
    });
  });

  it("changes the destination after X-Ray may write to the log groups, and the index after the destination", async () => {
    const stack = await create();
    const dependencies = (type: string) => stack.get(type).dependencies;
    expect(dependencies(DESTINATION)).toContain(stack.get(POLICY).urn);
    expect(dependencies(INDEXING)).toContain(stack.get(DESTINATION).urn);
  });

  it("protects all children in both profiles, because they apply to the account", async () => {
    const stack = await create({ profile: "development" });
    const children = stack.descendants(stack.get("roadbed:aws:AccountTracing"));
    expect(children.map(({ options }) => options.protect)).toEqual([true, true, true, true]);
  });

  it("restores the settings of a new account", async () => {
    const stack = await create({ transactionSearch: false, protection: false });
    expect(stack.get(DESTINATION).inputs).toMatchObject({ destination: "XRay" });
    expect(stack.get(ENCRYPTION).inputs).toMatchObject({ type: "NONE" });
    expect(stack.resources).toHaveLength(3);
    expect(
      await changeBetween(
        () => new AccountTracing("tracing", { kmsKeyArn: KEY }),
        () => new AccountTracing("tracing", { transactionSearch: false }),
      ),
    ).toEqual({
      created: [],
      deleted: ["tracing-indexing", "tracing-policy"],
      changed: { "tracing-encryption": ["keyId", "type"], "tracing-destination": ["destination"] },
    });
  });

  it("passes its parent, provider, and Region to all children", async () => {
    const args = {
      kmsKeyArn: unknownOutput<string>(),
      region: "eu-west-2",
      transactionSearch: { indexedPercent: 0.5 },
    };
    const stack = await preview(() => {
      const provider = new aws.Provider("ireland", { region: "eu-west-1" });
      new AccountTracing("tracing", args, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:AccountTracing"));
    expect(children).toHaveLength(4);
    for (const { provider, inputs } of children) {
      expect([provider, inputs.region]).toEqual([stack.get("pulumi:providers:aws").urn, "eu-west-2"]);
    }
    expect(stack.get(ENCRYPTION).inputs).toMatchObject({ type: "KMS" });
  });

  it("reports all argument issues at once", () => {
    const issuesOf = (args: object) => issuesThrownBy(() => new AccountTracing("tracing", args));
    const issues = issuesOf({
      transactionSearch: { indexedPercent: 101, percent: 5 },
      kmsKeyArn: "alias/traces",
      region: "Ireland",
      adopt: { indexes: { import: "Default" } },
    });
    expect(codesOf(issues)).toEqual([
      "unknown-argument transactionSearch.percent",
      "out-of-range transactionSearch.indexedPercent",
      "invalid-format kmsKeyArn",
      "invalid-format region",
      "unknown-argument adopt.indexes",
    ]);
    const others = [{ transactionSearch: true }, { transactionSearch: { indexedPercent: NaN } }].map(issuesOf);
    expect(others.map(codesOf)).toEqual([
      ["wrong-type transactionSearch"],
      ["out-of-range transactionSearch.indexedPercent"],
    ]);
    expect(wordingOf([...issues, ...others.flat()])).toMatchSnapshot();
  });
});
