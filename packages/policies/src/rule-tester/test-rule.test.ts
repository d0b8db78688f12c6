import { integerListOption } from "../authoring/option-builders";
import { defineRule, defineViewRule, forbidResource } from "../authoring/define-rule";
import { defineView } from "../authoring/define-view";
import type { CheckResult } from "../kernel/check-result";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { testRule } from "./test-rule";

type Group = InputsOf<"aws:ec2/securityGroup:SecurityGroup">;

const about = {
  id: "test-rule",
  title: "A rule to be tried",
  severity: "high",
  why: "Because.",
  remedy: "Do otherwise.",
} as const;
const world = { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] };
const home = { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] }] };

/** A rule on security groups with faults planted in its check. */
const groupRule = (check: (group: Group) => CheckResult, more: { pass?: Group[]; fail?: Group[] } = {}) =>
  defineRule({
    ...about,
    on: "aws:ec2/securityGroup:SecurityGroup",
    check,
    examples: { pass: [home, ...(more.pass ?? [])], fail: [world, ...(more.fail ?? [])] },
  });
const faultsOf = (...args: Parameters<typeof groupRule>) =>
  testRule(groupRule(...args))
    .map(({ message }) => message)
    .join("\n");

const isWorld = (range: string) => range === "0.0.0.0/0" || range === "::/0";

describe("checkRule", () => {
  it("finds nothing wrong with a sound rule", () => {
    const sound = (group: Group) =>
      group.ingress
        ?.filter((rule) => rule.cidrBlocks?.some(isWorld))
        .map((at) => ({ at, message: "open to the world" }));
    expect(faultsOf(sound, { fail: [{ ingress: [...home.ingress, ...world.ingress] }] })).toBe("");
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
  ])("finds a rule that gives up a known violation: it %s", (_, check) => {
    expect(faultsOf(check)).toMatch(/an unknown (array element|value) hides a violation/);
  });

  it("finds a view that copies eagerly subject it need not read", () => {
    const view = defineView<{ protocol: string; from: number; ranges: readonly string[] }>()({
      "aws:ec2/securityGroup:SecurityGroup": ({ ingress = [] }) =>
        ingress.map((r) => ({ protocol: r.protocol ?? "", from: r.fromPort ?? 0, ranges: r.cidrBlocks ?? [] })),
    });
    const rule = defineViewRule({
      ...about,
      on: view,
      check: ({ protocol, ranges }) => protocol === "tcp" && ranges.some(isWorld) && "open",
      examples: {
        pass: [["aws:ec2/securityGroup:SecurityGroup", home]],
        fail: [["aws:ec2/securityGroup:SecurityGroup", world]],
      },
    });
    expect(testRule(rule)).toContainEqual({
      example: "fail[0]",
      path: "ingress.0.fromPort",
      message: "an unknown value hides a violation that remains with every known value",
    });
  });

  it("finds outcomes that rest on subject a swallowed or skipped read left behind", () => {
    const stopping = ({ ingress = [] }: Group) => {
      const seen: unknown[] = [];
      ingress.some((rule) => seen.push(rule.description) > 0 && rule.protocol === "tcp");
      return seen.length === ingress.length && ingress.some((rule) => rule.cidrBlocks?.some(isWorld)) && "open";
    };
    expect(faultsOf(stopping, { pass: [{ ingress: [...world.ingress, ...world.ingress] }] })).toMatch(
      /(pass|violation) with an unknown/,
    );
  });

  it("finds a check that is no function of the inputs", () => {
    let calls = 0;
    expect(faultsOf(() => (calls++ % 2 === 0 ? "open" : undefined))).toContain(
      "a second evaluation returns a different result",
    );
    expect(faultsOf(() => "open")).toContain("expected a pass, got violation");
    expect(faultsOf(() => "open")).toContain("does not read what it checks");
  });

  it("finds an outcome that the examples contradict", () => {
    expect(faultsOf(({ ingress = [] }) => ingress.length > 9 && "many")).toContain("expected a violation, got pass");
    expect(
      faultsOf(({ ingress }) => ingress?.some((rule) => rule.cidrBlocks?.some(isWorld)) && "open", { pass: [world] }),
    ).toContain("expected a pass, got violation");
  });

  it("finds a check that throws", () => {
    expect(faultsOf(({ ingress }) => (ingress as unknown as { open: () => string }).open())).toContain(
      "the check throws an error",
    );
    const fragile = ({ ingress }: Group) =>
      ingress?.some((rule) => (rule.cidrBlocks as string[]).some(isWorld)) && "open";
    expect(faultsOf(fragile, { pass: [{ ingress: [{ protocol: "tcp" }] }] })).toContain("the check throws an error");
  });

  it("finds a message that holds a value, and a place that was not read", () => {
    const message = ({ ingress = [] }: Group) => ingress.some((rule) => rule.cidrBlocks?.some(isWorld)) && "open";
    const leaking = (group: Group) => message(group) && `${String(group.ingress?.[0]?.protocol)} is open`;
    expect(faultsOf(leaking)).toContain("contains an input value");
    const elsewhere = (group: Group) => message(group) && { at: "egress", message: "open" };
    expect(faultsOf(elsewhere)).toContain("the issue is at egress, which the check does not read");
    const sentence = (group: Group) => message(group) && "open.";
    expect(faultsOf(sentence)).toContain("without a full stop");
  });

  it("finds subject is wrong with how a rule describes itself", () => {
    const rule = defineRule({
      ...about,
      id: "Rule",
      title: "Ends.",
      why: "",
      remedy: "do it",
      on: "aws:ec2/securityGroup:SecurityGroup",
      options: { ports: integerListOption([0], "", { minimum: 1 }) },
      check: ({ ingress = [] }) => ingress.some((one) => one.cidrBlocks?.some(isWorld)) && "open",
      examples: { pass: [home], fail: [world] },
    });
    expect(testRule(rule).map(({ message }) => message)).toEqual([
      'id: expected lowercase words joined by hyphens, got "Rule"',
      "title: expected one line without a full stop",
      "why: expected a sentence",
      "remedy: expected a sentence",
      "options.ports: the default must be an array in which every element must be an integer from 1",
      "options.ports: expected a description",
    ]);
  });

  it("accepts a rule that only asks for presence, and one that forbids a type", () => {
    const presence = defineRule({
      ...about,
      on: "aws:cloudtrail/trail:Trail",
      check: (trail) => !("kmsKeyId" in trail) && "not encrypted with a key of its own",
      examples: { pass: [{ kmsKeyId: "arn" }], fail: [{}] },
    });
    expect(testRule(presence)).toEqual([]);
    const ban = forbidResource({
      ...about,
      on: "aws:iam/accessKey:AccessKey",
      message: "a key that never expires is handed out",
      examples: { fail: [{ user: "ci" }] },
    });
    expect(testRule(ban)).toEqual([]);
  });
});
