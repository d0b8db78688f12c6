import { integerListOption } from "../authoring/option-builders";
import { defineRule, defineViewRule, forbidResource } from "../authoring/define-rule";
import { defineView } from "../authoring/define-view";
import type { CheckResult } from "../kernel/check-result";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { findRuleFailures } from "./test-rule";

type Group = InputsOf<"aws:ec2/securityGroup:SecurityGroup">;

const meta = {
  id: "test-rule",
  title: "A test rule",
  severity: "high",
  why: "Because.",
  remedy: "Do otherwise.",
} as const;
const world = { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] };
const home = { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] }] };

/** Creates a rule on security groups whose check contains a defect. */
const groupRule = (check: (group: Group) => CheckResult, more: { pass?: Group[]; fail?: Group[] } = {}) =>
  defineRule({
    ...meta,
    on: "aws:ec2/securityGroup:SecurityGroup",
    check,
    examples: { pass: [home, ...(more.pass ?? [])], fail: [world, ...(more.fail ?? [])] },
  });
const issuesFor = (...args: Parameters<typeof groupRule>) =>
  findRuleFailures(groupRule(...args))
    .map(({ message }) => message)
    .join("\n");

const isWorld = (range: string) => range === "0.0.0.0/0" || range === "::/0";

describe("findRuleFailures", () => {
  it("accepts a sound rule", () => {
    const sound = (group: Group) =>
      group.ingress
        ?.filter((rule) => rule.cidrBlocks?.some(isWorld))
        .map((at) => ({ at, message: "open to the world" }));
    expect(issuesFor(sound, { fail: [{ ingress: [...home.ingress, ...world.ingress] }] })).toBe("");
  });

  it("reports a rule that takes an empty string for a required value", () => {
    const check = ({ ingress = [] }: Group) =>
      ingress.some(({ cidrBlocks = [] }) => !cidrBlocks.some((range) => !isWorld(range))) && "open";
    expect(issuesFor(check)).toContain("passes with an empty string, although it requires a value");
  });

  it.each<[string, (group: Group) => CheckResult]>([
    [
      "spreads lists into one",
      ({ ingress = [] }) => ingress.some((r) => [...(r.cidrBlocks ?? [])].some(isWorld)) && "open",
    ],
    [
      "loops over a list",
      ({ ingress = [] }) => {
        for (const rule of ingress) if (rule.cidrBlocks?.some(isWorld)) return "open";
        return false;
      },
    ],
    [
      "reads a list into a set",
      ({ ingress = [] }) => ingress.some((r) => new Set(r.cidrBlocks).has("0.0.0.0/0")) && "open",
    ],
  ])("reports a rule that misses a known violation because it %s", (_, check) => {
    expect(issuesFor(check)).toMatch(/an unknown (array element|value) hides a violation/);
  });

  it("reports a view that eagerly copies properties that the check does not need", () => {
    const view = defineView<{ protocol: string; from: number; ranges: readonly string[] }>()({
      "aws:ec2/securityGroup:SecurityGroup": ({ ingress = [] }) =>
        ingress.map((r) => ({ protocol: r.protocol ?? "", from: r.fromPort ?? 0, ranges: r.cidrBlocks ?? [] })),
    });
    const rule = defineViewRule({
      ...meta,
      on: view,
      check: ({ protocol, ranges }) => protocol === "tcp" && ranges.some(isWorld) && "open",
      examples: {
        pass: [["aws:ec2/securityGroup:SecurityGroup", home]],
        fail: [["aws:ec2/securityGroup:SecurityGroup", world]],
      },
    });
    expect(findRuleFailures(rule)).toContainEqual({
      example: "fail[0]",
      path: "ingress.0.fromPort",
      message: "an unknown value hides a violation that remains with every known value",
    });
  });

  it("reports results that depend on skipped reads", () => {
    const stopping = ({ ingress = [] }: Group) => {
      const seen: unknown[] = [];
      ingress.some((rule) => seen.push(rule.description) > 0 && rule.protocol === "tcp");
      return seen.length === ingress.length && ingress.some((rule) => rule.cidrBlocks?.some(isWorld)) && "open";
    };
    expect(issuesFor(stopping, { pass: [{ ingress: [...world.ingress, ...world.ingress] }] })).toMatch(
      /(pass|violation) with an unknown/,
    );
  });

  it("reports a check that does not depend on its inputs alone", () => {
    let calls = 0;
    expect(issuesFor(() => (calls++ % 2 === 0 ? "open" : undefined))).toContain(
      "a second evaluation returns a different result",
    );
    expect(issuesFor(() => "open")).toContain("expected a pass, got violation");
    expect(issuesFor(() => "open")).toContain("does not read what it checks");
  });

  it("reports results that contradict the examples", () => {
    expect(issuesFor(({ ingress = [] }) => ingress.length > 9 && "many")).toContain("expected a violation, got pass");
    expect(
      issuesFor(({ ingress }) => ingress?.some((rule) => rule.cidrBlocks?.some(isWorld)) && "open", { pass: [world] }),
    ).toContain("expected a pass, got violation");
  });

  it("reports a check that throws", () => {
    expect(issuesFor(({ ingress }) => (ingress as unknown as { open: () => string }).open())).toContain(
      "the check throws an error",
    );
    const fragile = ({ ingress }: Group) =>
      ingress?.some((rule) => (rule.cidrBlocks as string[]).some(isWorld)) && "open";
    expect(issuesFor(fragile, { pass: [{ ingress: [{ protocol: "tcp" }] }] })).toContain("the check throws an error");
  });

  it("reports messages with input values, paths that were not read, and messages with a period", () => {
    const message = ({ ingress = [] }: Group) => ingress.some((rule) => rule.cidrBlocks?.some(isWorld)) && "open";
    const leaking = (group: Group) => message(group) && `${String(group.ingress?.[0]?.protocol)} is open`;
    expect(issuesFor(leaking)).toContain("contains an input value");
    const elsewhere = (group: Group) => message(group) && { at: "egress", message: "open" };
    expect(issuesFor(elsewhere)).toContain("the issue is at egress, which the check does not read");
    const sentence = (group: Group) => message(group) && "open.";
    expect(issuesFor(sentence)).toContain("without a period");
  });

  it("reports issues in the metadata of a rule", () => {
    const rule = defineRule({
      ...meta,
      id: "Rule",
      title: "Ends.",
      why: "",
      remedy: "do it",
      on: "aws:ec2/securityGroup:SecurityGroup",
      options: { ports: integerListOption([0], "", { minimum: 1 }) },
      check: ({ ingress = [] }) => ingress.some((rule) => rule.cidrBlocks?.some(isWorld)) && "open",
      examples: { pass: [home], fail: [world] },
    });
    expect(findRuleFailures(rule).map(({ message }) => message)).toEqual([
      'id: expected lowercase words joined by hyphens, got "Rule"',
      "title: expected one line without a period",
      "why: expected a sentence",
      "remedy: expected a sentence",
      "options.ports.default: expected an array in which every element is an integer of at least 1, got [0]",
      "options.ports: expected a description",
    ]);
  });

  it("accepts a rule that checks only for presence and a rule that forbids a type", () => {
    const presence = defineRule({
      ...meta,
      on: "aws:cloudtrail/trail:Trail",
      check: (trail) => !("kmsKeyId" in trail) && "not encrypted with a customer managed key",
      examples: { pass: [{ kmsKeyId: "arn" }], fail: [{}] },
    });
    expect(findRuleFailures(presence)).toEqual([]);
    const ban = forbidResource({
      ...meta,
      on: "aws:iam/accessKey:AccessKey",
      message: "the access key never expires",
      examples: { fail: [{ user: "ci" }] },
    });
    expect(findRuleFailures(ban)).toEqual([]);
  });
});
