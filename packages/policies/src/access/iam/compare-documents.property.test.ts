import { unknownFrom, type Value } from "@roadbed/plan";
import * as fc from "fast-check";
import { NARROWINGS, REWRITES, type PolicyEdit } from "../../../test/policy-edits";
import { allowedRequests, type TestPolicy } from "../../../test/policy-evaluator";
import { policies, relatedPolicies, UNIVERSE } from "../../../test/policy-generator";
import { toValue } from "../../kernel/plain-values";
import { compareDocuments } from "./compare-documents";

const numRuns = Number(process.env.ROADBED_FUZZ_RUNS ?? 150);

const verdictOf = (before: Value, after: Value) =>
  compareDocuments([{ value: before, at: "policy" }], [{ value: after, at: "policy" }], { at: "policy" }).verdict;

function allowsMore(before: TestPolicy, after: TestPolicy): boolean {
  const allowedBefore = allowedRequests(before, UNIVERSE);
  return allowedRequests(after, UNIVERSE).some((isAllowed, request) => isAllowed && allowedBefore[request] !== true);
}

const edits = fc.constantFrom<PolicyEdit>(...Object.values(REWRITES), ...Object.values(NARROWINGS));
const seeds = fc.nat({ max: 1000 });

/** Pairs of independent documents, of documents that differ in one element, and of a document and its edited form. */
const pairs = fc.oneof(
  { weight: 6, arbitrary: relatedPolicies },
  { weight: 1, arbitrary: fc.tuple(policies, policies) },
  {
    weight: 1,
    arbitrary: fc.tuple(policies, edits, seeds).map(([policy, edit, seed]) => [edit(policy, seed), policy]),
  },
);

/** The parts of strings that are outputs of resources, by the name of the resource. */
const OUTPUTS: ReadonlyMap<string, string> = new Map([
  ["bucket", "arn:aws:s3:::a"],
  ["queue", "arn:aws:sqs:::q"],
  ["user", "user/bob"],
  ["organization", "o-1"],
]);

/** Returns a document in which outputs of resources are unknown. */
function withUnknowns(value: unknown): Value {
  if (typeof value === "string") return withUnknownPart(value);
  if (Array.isArray(value)) return value.map(withUnknowns);
  if (typeof value !== "object" || value === null) return toValue(value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withUnknowns(member)]));
}

function withUnknownPart(text: string): Value {
  for (const [name, output] of OUTPUTS) {
    const at = text.indexOf(output);
    if (at < 0) continue;
    const urn = `urn:pulumi:dev::app::aws:sns/topic:Topic::${name}`;
    const unknown = unknownFrom({ kind: "output", resource: urn, property: "arn" });
    const parts = [text.slice(0, at), unknown, text.slice(at + output.length)].filter((part) => part !== "");
    return parts.length === 1 ? unknown : unknownFrom({ kind: "text", parts });
  }
  return text;
}

describe("compareDocuments on generated pairs of documents", () => {
  it("misses no broadening that IAM's evaluation logic shows", () => {
    let broadened = 0;
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        if (!allowsMore(before, after)) return;
        broadened++;
        expect(verdictOf(toValue(before), toValue(after))).toBe("broader");
      }),
      { numRuns },
    );
    expect(broadened).toBeGreaterThan(numRuns / 10);
  });

  it("calls no broadening same or narrower if values are unknown", () => {
    let undecided = 0;
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const verdict = verdictOf(withUnknowns(before), withUnknowns(after));
        if (verdict === "undecided") undecided++;
        if (allowsMore(before, after)) expect(["broader", "undecided"]).toContain(verdict);
      }),
      { numRuns },
    );
    expect(undecided).toBeLessThan(numRuns / 2);
  });

  it("calls at most 1 % of rewrites and narrowings broader", () => {
    let broader = 0;
    fc.assert(
      fc.property(policies, edits, seeds, (policy, edit, seed) => {
        if (verdictOf(toValue(policy), toValue(edit(policy, seed))) === "broader") broader++;
      }),
      { numRuns },
    );
    expect(broader / numRuns).toBeLessThanOrEqual(0.01);
  });
});
