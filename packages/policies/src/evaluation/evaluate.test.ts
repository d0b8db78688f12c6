import { secretValue, UNKNOWN } from "@roadbed/plan";
import { planOf, resource } from "../../test/plans";
import { rules } from "../catalog";
import { evaluate } from "./evaluate";
import type { Finding } from "../model/finding";
import type { Rule } from "../authoring/rule";
import { integerOption } from "../authoring/option-builders";
import { defineRule } from "../authoring/define-rule";
import { configure } from "../configuration/settings";

const REPOSITORY = "aws:ecr/repository:Repository";
const about = { severity: "high", why: "w", remedy: "r" } as const;
const text = ({ rule, kind, level, path = "", message }: Finding) =>
  `${level} ${kind} of ${rule} at ${path}: ${message}`;

describe("evaluate", () => {
  it("tells violations and open questions of each resource, with path, place in the program and remedy", () => {
    const source = { file: "index.ts", line: 3 };
    const plan = planOf(
      resource(REPOSITORY, "good", {
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
      }),
      resource(REPOSITORY, "bad", { imageScanningConfiguration: { scanOnPush: true } }, { source }),
      resource(REPOSITORY, "open", {
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: secretValue(UNKNOWN),
      }),
    );
    const ours = rules.filter(({ id }) => ["ecr-tags-immutable", "ecr-scan-on-push"].includes(id));
    const { findings, ...counts } = evaluate(plan, configure(ours));
    expect(findings.map(text)).toEqual([
      "advisory violation of ecr-tags-immutable at imageTagMutability: image tags can be overwritten",
      "mandatory undecided of ecr-scan-on-push at imageScanningConfiguration: imageScanningConfiguration is not known yet",
    ]);
    expect(findings[0]).toMatchObject({ urn: plan.resources[1]?.urn, type: REPOSITORY, source });
    expect(findings[0]?.remedy).toContain("IMMUTABLE");
    expect(counts).toEqual({ rules: ours.length, pairs: 3 * ours.length, undecidedPairs: 1 });
  });

  it("tells which violations there are only since a broader rule is violated at the same place", () => {
    const onName = { ...about, title: "T", on: REPOSITORY, examples: { pass: [{}], fail: [{}] } } as const;
    const bad = ({ name }: { readonly name?: string }) => name === "bad" && "the name is bad";
    const narrow = defineRule({ ...onName, id: "ecr-narrow", check: bad });
    const elsewhere = defineRule({
      ...onName,
      id: "ecr-elsewhere",
      check: ({ tags }) => tags === undefined && "untagged",
    });
    const broad = defineRule({ ...onName, id: "ecr-broad", implies: ["ecr-narrow", "ecr-elsewhere"], check: bad });
    const plan = planOf(resource(REPOSITORY, "it", { name: "bad" }));
    const impliedBy = (...ours: readonly Rule[]) =>
      evaluate(plan, configure(ours)).findings.map((finding) => `${finding.rule} by ${finding.impliedBy ?? "itself"}`);
    expect(impliedBy(narrow, elsewhere, broad)).toEqual([
      "ecr-narrow by ecr-broad",
      "ecr-elsewhere by itself",
      "ecr-broad by itself",
    ]);
    expect(impliedBy(narrow)).toEqual(["ecr-narrow by itself"]);
  });

  it("does not judge what is only read", () => {
    const plan = planOf(resource(REPOSITORY, "theirs", {}, { external: true }));
    expect(evaluate(plan, configure(rules))).toMatchObject({ findings: [], pairs: 0 });
  });

  it("reports a rule that throws, and goes on with the others", () => {
    const broken = defineRule({
      ...about,
      id: "broken",
      title: "Broken",
      on: REPOSITORY,
      check: ({ name }) => JSON.parse(name ?? "") as string,
      examples: { pass: [{}], fail: [{}] },
    });
    const plan = planOf(resource(REPOSITORY, "bad", { name: secretValue("hunter22") }));
    const { findings } = evaluate(plan, configure([broken, ...rules]));
    expect(findings.map(text).slice(0, 2)).toEqual([
      "mandatory error of broken at : the check threw a SyntaxError after reading name",
      "mandatory violation of ecr-scan-on-push at imageScanningConfiguration: images are not scanned when they are pushed",
    ]);
  });

  it("gives options to the check, and the default where none is set", () => {
    const rule = defineRule({
      ...about,
      id: "log-retention",
      title: "Logs are kept",
      on: "aws:cloudwatch/logGroup:LogGroup",
      options: { minimumDays: integerOption(30, "How long, in days") },
      check: ({ retentionInDays = 0 }, { options }) => retentionInDays < options.minimumDays && "not kept long enough",
      examples: { pass: [{ retentionInDays: 30 }], fail: [{}] },
    });
    const plan = planOf(resource("aws:cloudwatch/logGroup:LogGroup", "logs", { retentionInDays: 60 }));
    expect(evaluate(plan, configure([rule])).findings).toEqual([]);
    const strict = configure([rule], { rules: { "log-retention": { level: "advisory", minimumDays: 90 } } });
    expect(evaluate(plan, strict).findings.map(text)).toEqual([
      "advisory violation of log-retention at retentionInDays: not kept long enough",
    ]);
  });

  it("takes an unknown for set where only that is asked, unless undecided blocks", () => {
    const rule = defineRule({
      ...about,
      id: "trail-kms",
      title: "Trails are encrypted",
      on: "aws:cloudtrail/trail:Trail",
      check: (trail) => !("kmsKeyId" in trail) && "not encrypted with a key of its own",
      examples: { pass: [{ kmsKeyId: "arn" }], fail: [{}] },
    });
    const plan = planOf(resource("aws:cloudtrail/trail:Trail", "trail", { kmsKeyId: UNKNOWN }));
    expect(evaluate(plan, configure([rule])).findings).toEqual([]);
    expect(evaluate(plan, configure([rule], { undecided: "block" })).findings.map(text)).toEqual([
      "mandatory undecided of trail-kms at kmsKeyId: kmsKeyId is not known yet",
    ]);
  });
});
