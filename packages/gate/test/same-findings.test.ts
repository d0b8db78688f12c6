import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  isList,
  isProperties,
  isSecret,
  isSpecialValue,
  isUnknown,
  type Plan,
  type Resource,
  type Value,
} from "@roadbed/plan";
import { findProgram, previewProgram } from "@roadbed/plan/preview";
import { configure, evaluate, rules, type Finding } from "@roadbed/policies";
import { messageOf } from "../../policies/src/crossguard/roadbed-pack";
import { PackProcess } from "../../policies/test/pack-process";
import { auditFile } from "../src/commands/audit/audit-file";
import { KnownSecrets } from "../src/redaction/known-secrets";

const PRESET = "strict";
const root = join(__dirname, "..", "..", "..");
const folder = mkdtempSync(join(tmpdir(), "roadbed-same-findings-"));

/** One process for all tests, because starting it is slow. */
let pack: PackProcess;
beforeAll(async () => (pack = await PackProcess.start(join(root, "policy-packs", PRESET))), 60_000);
afterAll(() => {
  pack.stop();
  rmSync(folder, { recursive: true });
});

/** A finding in the form that a policy pack reports. */
interface ComparableFinding {
  readonly rule: string;
  readonly urn: string;
  readonly message: string;
  readonly isUndecided: boolean;
}

const comparable = (finding: Finding): ComparableFinding => ({
  rule: finding.rule,
  urn: finding.urn,
  message: messageOf(finding),
  isUndecided: finding.kind === "undecided",
});

/** Returns the findings of `roadbed check` for a plan. */
const planFindings = (plan: Plan): readonly ComparableFinding[] =>
  evaluate(plan, configure(rules, { preset: PRESET })).findings.map(comparable);

/** Returns the findings of a policy pack over the protocol of the Pulumi CLI. */
async function packFindings({ resources }: Plan): Promise<readonly ComparableFinding[]> {
  const found = [];
  for (const resource of resources) if (resource.external !== true) found.push(...(await pack.analyze(resource)));
  found.push(...(await pack.analyzeStack(resources)));
  return found.map(({ policy, urn, message }) => ({
    ...{ rule: policy, urn, message },
    isUndecided: message.startsWith("undecided: "),
  }));
}

/** Returns the findings of `roadbed audit` for the state after the deployment of a plan. */
async function stateFindings(plan: Plan): Promise<readonly ComparableFinding[]> {
  const file = join(folder, `${plan.project}.json`);
  const deployment = { resources: plan.resources.map((resource) => exportedResource(resource)) };
  writeFileSync(file, JSON.stringify({ version: 3, deployment }));
  return (
    await auditFile(file, { preset: PRESET }, new KnownSecrets({ config: {}, passEnvironment: [] }, {}))
  ).findings.map(comparable);
}

/** Returns a resource in the format of `pulumi stack export`, in which all values are known. */
function exportedResource({
  urn,
  type,
  custom,
  inputs,
  dependencies,
  propertyDependencies,
  parent,
  options,
  implicit,
}: Resource) {
  return {
    ...{ urn, type, custom, dependencies, propertyDependencies, parent: implicit === true ? undefined : parent },
    ...(custom && { id: idOf(urn) }),
    ...{ protect: options.protect, ignoreChanges: options.ignoreChanges },
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [name, exportedValue(value, propertyDependencies[name]?.[0])]),
    ),
  };
}

const idOf = (urn = "somewhere::else"): string => `id-of-${urn.slice(urn.lastIndexOf("::") + 2)}`;

function exportedValue(value: Value, source?: string): unknown {
  if (isUnknown(value)) return idOf(source);
  if (isSecret(value)) return exportedValue(value.value, source);
  if (isList(value)) return value.map((element) => exportedValue(element, source));
  if (isSpecialValue(value) || !isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, exportedValue(member, source)]));
}

const pairKey = ({ rule, urn }: ComparableFinding): string => `${rule} ${urn}`;

/**
 * Returns the decided findings as sorted lines. Pairs of rule and resource that are undecided anywhere are excluded,
 * because only they may differ.
 */
function decided(findings: readonly ComparableFinding[], undecided: ReadonlySet<string>): readonly string[] {
  return findings
    .filter((finding) => !undecided.has(pairKey(finding)))
    .map((finding) => `${pairKey(finding)}: ${finding.message}`)
    .sort();
}

describe("roadbed check, a policy pack and roadbed audit", () => {
  it.each<[string, number]>([
    ["insecure", 20],
    ["network", 0],
  ])(
    "report the same findings for the example %s",
    async (name, minimum) => {
      const program = await findProgram(join(root, "examples", name));
      const plan = await previewProgram(program, { stack: "dev" });
      const [plans, packs, states] = [planFindings(plan), await packFindings(plan), await stateFindings(plan)];
      const undecided = new Set([...plans, ...packs, ...states].filter(({ isUndecided }) => isUndecided).map(pairKey));
      const expected = decided(plans, undecided);
      expect(plan.resources.length).toBeGreaterThan(5);
      expect(expected.length).toBeGreaterThanOrEqual(minimum);
      expect(decided(packs, undecided)).toEqual(expected);
      expect(decided(states, undecided)).toEqual(expected);
    },
    60_000,
  );
});
