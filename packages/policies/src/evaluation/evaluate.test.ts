import { makeSecret, UNKNOWN, type Resource } from "@roadbed/plan";
import { planOf, resource } from "../../test/plans";
import { rules } from "../catalog";
import { evaluate } from "./evaluate";
import type { Finding } from "../model/finding";
import type { Rule } from "../authoring/rule";
import { integerOption } from "../authoring/option-builders";
import { defineRule } from "../authoring/define-rule";
import { configure } from "../configuration/settings";

const REPOSITORY = "aws:ecr/repository:Repository";
const meta = { severity: "high", why: "w", remedy: "r" } as const;
const format = ({ rule, kind, level, path = "", message }: Finding) =>
  `${level} ${kind} of ${rule} at ${path}: ${message}`;

describe("evaluate", () => {
  it("reports violations and undecided results with their path, source location, and remedy", () => {
    const source = { file: "index.ts", line: 3 };
    const plan = planOf(
      resource(REPOSITORY, "good", {
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
      }),
      resource(REPOSITORY, "bad", { imageScanningConfiguration: { scanOnPush: true } }, { source }),
      resource(REPOSITORY, "open", {
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: makeSecret(UNKNOWN),
      }),
    );
    const selected = rules.filter(({ id }) => ["ecr-tags-immutable", "ecr-scan-on-push"].includes(id));
    const { findings, ...counts } = evaluate(plan, configure(selected));
    expect(findings.map(format)).toEqual([
      "advisory violation of ecr-tags-immutable at imageTagMutability: image tags can be overwritten",
      "mandatory undecided of ecr-scan-on-push at imageScanningConfiguration: imageScanningConfiguration is not known yet",
    ]);
    expect(findings[0]).toMatchObject({ urn: plan.resources[1]?.urn, type: REPOSITORY, source });
    expect(findings[0]?.remedy).toContain("IMMUTABLE");
    const [ruleCount, checkCount] = [selected.length, 3 * selected.length];
    expect(counts).toEqual({ ruleCount, checkCount, undecidedCheckCount: 1, uncheckedTypes: [] });
  });

  it("lists the types of managed resources to which no rule applies", () => {
    const plan = planOf(
      resource("random:index/randomId:RandomId", "suffix", {}),
      resource("random:index/randomId:RandomId", "second", {}),
      resource("aws:alb/listener:Listener", "listener", {}),
      resource("pulumi:providers:random", "provider", {}),
      resource("aws:ec2/vpc:Vpc", "shared", {}, { external: true }),
      resource("shop:index:Component", "shop", {}, { custom: false }),
    );
    expect(evaluate(plan, configure(rules)).uncheckedTypes).toEqual(["random:index/randomId:RandomId"]);
    expect(evaluate(plan, []).uncheckedTypes).toEqual(["aws:alb/listener:Listener", "random:index/randomId:RandomId"]);
  });

  describe("of a program that ended early", () => {
    const BUCKET = "aws:s3/bucket:Bucket";
    const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    const stackRules = rules.filter(({ id }) => ["s3-public-access-block", "ecr-scan-on-push"].includes(id));
    const bucket = resource(BUCKET, "data", {}, { id: "data-1" });
    const formatAll =
      (...parts: readonly Resource[]) =>
      (outcome: Partial<ReturnType<typeof planOf>>) =>
        evaluate({ ...planOf(...parts), ...outcome }, configure(stackRules)).findings.map(format);

    it("is undecided about resources that the program has not registered", () => {
      const undecided = [
        "mandatory undecided of s3-public-access-block at : the program ended before it had registered all its resources",
      ];
      const find = formatAll(bucket);
      expect(find({ result: "failed" })).toEqual(undecided);
      expect(find({ result: "failed", endedEarly: true })).toEqual(undecided);
      expect(find({ endedEarly: true })).toEqual(undecided);
    });

    it("still reports what no other resource can change, and accepts what is registered", () => {
      const block = resource(BLOCK, "block", { bucket: "data-1" });
      const repository = resource(REPOSITORY, "images", {});
      expect(formatAll(bucket, block, repository)({ result: "failed" })).toEqual([
        "mandatory violation of ecr-scan-on-push at imageScanningConfiguration: images are not scanned on push",
      ]);
    });

    it("reports violations if the program only logged an error at its end", () => {
      expect(formatAll(bucket)({ result: "failed", endedEarly: false })).toEqual([
        "mandatory violation of s3-public-access-block at : the bucket has no public access block",
      ]);
    });
  });

  it("marks violations that a broader rule implies at the same path", () => {
    const onName = { ...meta, title: "T", on: REPOSITORY, examples: { pass: [{}], fail: [{}] } } as const;
    const bad = ({ name }: { readonly name?: string }) => name === "bad" && "the name is bad";
    const narrow = defineRule({ ...onName, id: "ecr-narrow", check: bad });
    const elsewhere = defineRule({
      ...onName,
      id: "ecr-elsewhere",
      check: ({ tags }) => tags === undefined && "untagged",
    });
    const broad = defineRule({ ...onName, id: "ecr-broad", implies: ["ecr-narrow", "ecr-elsewhere"], check: bad });
    const plan = planOf(resource(REPOSITORY, "it", { name: "bad" }));
    const impliedBy = (...selected: readonly Rule[]) =>
      evaluate(plan, configure(selected)).findings.map(
        (finding) => `${finding.rule} by ${finding.impliedBy ?? "itself"}`,
      );
    expect(impliedBy(narrow, elsewhere, broad)).toEqual([
      "ecr-narrow by ecr-broad",
      "ecr-elsewhere by itself",
      "ecr-broad by itself",
    ]);
    expect(impliedBy(narrow)).toEqual(["ecr-narrow by itself"]);
  });

  it("does not evaluate external resources", () => {
    const plan = planOf(resource(REPOSITORY, "external", {}, { external: true }));
    expect(evaluate(plan, configure(rules))).toMatchObject({ findings: [], checkCount: 0 });
  });

  it("reports a check that throws and evaluates the remaining rules", () => {
    const broken = defineRule({
      ...meta,
      id: "broken",
      title: "Broken",
      on: REPOSITORY,
      check: ({ name }) => JSON.parse(name ?? "") as string,
      examples: { pass: [{}], fail: [{}] },
    });
    const plan = planOf(resource(REPOSITORY, "bad", { name: makeSecret("hunter22") }));
    const { findings } = evaluate(plan, configure([broken, ...rules]));
    expect(findings.map(format).slice(0, 2)).toEqual([
      "mandatory error of broken at : the check threw a SyntaxError after reading name",
      "mandatory violation of ecr-scan-on-push at imageScanningConfiguration: images are not scanned on push",
    ]);
  });

  it("passes configured options to the check and defaults for the others", () => {
    const rule = defineRule({
      ...meta,
      id: "log-retention",
      title: "Log groups meet the minimum retention period",
      on: "aws:cloudwatch/logGroup:LogGroup",
      options: { minimumDays: integerOption(30, "The minimum retention period, in days") },
      check: ({ retentionInDays = 0 }, { options }) => retentionInDays < options.minimumDays && "not kept long enough",
      examples: { pass: [{ retentionInDays: 30 }], fail: [{}] },
    });
    const plan = planOf(resource("aws:cloudwatch/logGroup:LogGroup", "logs", { retentionInDays: 60 }));
    expect(evaluate(plan, configure([rule])).findings).toEqual([]);
    const strict = configure([rule], { rules: { "log-retention": { level: "advisory", minimumDays: 90 } } });
    expect(evaluate(plan, strict).findings.map(format)).toEqual([
      "advisory violation of log-retention at retentionInDays: not kept long enough",
    ]);
  });

  it("assumes that an unknown property is set unless undecided results block", () => {
    const rule = defineRule({
      ...meta,
      id: "trail-kms",
      title: "Trails are encrypted",
      on: "aws:cloudtrail/trail:Trail",
      check: (trail) => !("kmsKeyId" in trail) && "not encrypted with a customer managed key",
      examples: { pass: [{ kmsKeyId: "arn" }], fail: [{}] },
    });
    const plan = planOf(resource("aws:cloudtrail/trail:Trail", "trail", { kmsKeyId: UNKNOWN }));
    expect(evaluate(plan, configure([rule])).findings).toEqual([]);
    expect(evaluate(plan, configure([rule], { undecided: "block" })).findings.map(format)).toEqual([
      "mandatory undecided of trail-kms at kmsKeyId: kmsKeyId is not known yet",
    ]);
  });
});
