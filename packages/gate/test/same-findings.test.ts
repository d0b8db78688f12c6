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

const PRESET = "strict";
const root = join(__dirname, "..", "..", "..");
const folder = mkdtempSync(join(tmpdir(), "roadbed-three-ways-"));

/** One process for all: starting it is what costs. */
let pack: PackProcess;
beforeAll(async () => (pack = await PackProcess.start(join(root, "policy-packs", PRESET))), 60_000);
afterAll(() => {
  pack.stop();
  rmSync(folder, { recursive: true });
});

/** What one way says of one resource, as a line. The pack says it in one text, so the others do too. */
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

/** Over the plan, as `roadbed check` evaluates it. */
const planFindings = (plan: Plan): readonly ComparableFinding[] =>
  evaluate(plan, configure(rules, { preset: PRESET })).findings.map(comparable);

/** Through the protocol by which the Pulumi CLI asks a pack. */
async function packFindings({ resources }: Plan): Promise<readonly ComparableFinding[]> {
  const found = [];
  for (const one of resources) if (one.external !== true) found.push(...(await pack.analyze(one)));
  found.push(...(await pack.analyzeStack(resources)));
  return found.map(({ policy, urn, message }) => ({
    ...{ rule: policy, urn, message },
    isUndecided: message.startsWith("undecided: "),
  }));
}

/** Over the state that the stack has when the plan was carried out. */
async function stateFindings(plan: Plan): Promise<readonly ComparableFinding[]> {
  const file = join(folder, `${plan.project}.json`);
  const deployment = { resources: plan.resources.map((resource) => exportedResource(resource)) };
  writeFileSync(file, JSON.stringify({ version: 3, deployment }));
  return (await auditFile(file, { preset: PRESET }, new Set())).findings.map(comparable);
}

/** A resource as `pulumi stack export` has it; what is not known in the plan has become known. */
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

/** The decided findings, as sorted lines: where one way is undecided, the others may know. Nothing else may differ. */
function decided(way: readonly ComparableFinding[], open: ReadonlySet<string>): readonly string[] {
  return way
    .filter((one) => !open.has(pairKey(one)))
    .map((one) => `${pairKey(one)}: ${one.message}`)
    .sort();
}

describe("the same rules on the same stack", () => {
  it.each<[string, number]>([
    ["insecure", 20],
    ["network", 0],
  ])(
    "find the same in %s over its plan, under CrossGuard and over its state",
    async (name, least) => {
      const program = await findProgram(join(root, "examples", name));
      const plan = await previewProgram(program, { stack: "dev" });
      const [plans, packs, states] = [planFindings(plan), await packFindings(plan), await stateFindings(plan)];
      const open = new Set([...plans, ...packs, ...states].filter(({ isUndecided }) => isUndecided).map(pairKey));
      const expected = decided(plans, open);
      expect(plan.resources.length).toBeGreaterThan(5);
      expect(expected.length).toBeGreaterThanOrEqual(least);
      expect(decided(packs, open)).toEqual(expected);
      expect(decided(states, open)).toEqual(expected);
    },
    60_000,
  );
});
