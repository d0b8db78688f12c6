import type { NormalPlan, NormalStep } from "./normal-form";

const PHYSICAL: ReadonlySet<string> = new Set([
  "create-replacement",
  "delete-replaced",
  "read-replacement",
  "discard-replaced",
]);
const DELETES: ReadonlySet<string> = new Set(["delete", "delete-replaced"]);
const FIELDS = [
  "type",
  "custom",
  "provider",
  "parent",
  "inputs",
  "protect",
  "external",
  "id",
  "importId",
  "dependencies",
  "propertyDependencies",
  "retainOnDelete",
  "deletedWith",
  "replaceWith",
  "aliases",
  "additionalSecretOutputs",
  "customTimeouts",
  "ignoreChanges",
  "replaceOnChanges",
  "replacementTrigger",
  "hideDiff",
  "sourcePosition",
  "diffKeys",
  "replaceKeys",
];

/** Returns a message for each difference between two plans. */
export function differences(expected: NormalPlan, actual: NormalPlan): readonly string[] {
  const found: string[] = [];
  if (expected.exit !== actual.exit) found.push(`exit: expected ${expected.exit}, got ${actual.exit}`);
  compareValues(expected.changes, actual.changes, "changes", found);
  compareSteps(expected.steps, actual.steps, found);
  compareProviders(expected, actual, found);
  // After a failure, Pulumi's engine does not report outputs.
  if (expected.exit === "ok") {
    compareValues(expected.outputs, actual.outputs, "outputs", found);
    compareValues(filled(expected.componentOutputs), filled(actual.componentOutputs), "componentOutputs", found);
  }
  const messages = actual.diagnostics.map(({ message }) => message.toLowerCase()).join("\n");
  for (const fragment of expected.errorIncludes ?? [])
    if (!messages.includes(fragment.toLowerCase())) found.push(`no diagnostic includes ${show(fragment)}`);
  return [...found, ...orderIssues(actual.steps)];
}

function compareSteps(expected: readonly NormalStep[], actual: readonly NormalStep[], found: string[]): void {
  const key = ({ op, urn }: NormalStep) => `${op} ${urn}`;
  const byKey = new Map(actual.map((step) => [key(step), step]));
  for (const step of expected) {
    const other = byKey.get(key(step));
    if (other === undefined) found.push(`step missing: ${nameOf(step)}`);
    else compareStep(step, other, found);
  }
  const wanted = new Set(expected.map(key));
  for (const step of actual) if (!wanted.has(key(step))) found.push(`step not expected: ${nameOf(step)}`);
}

function compareStep(expected: NormalStep, actual: NormalStep, found: string[]): void {
  if (PHYSICAL.has(expected.op)) {
    if (expected.replaceKeys !== undefined)
      compareValues(expected.replaceKeys, actual.replaceKeys, `${nameOf(expected)}.replaceKeys`, found);
    return;
  }
  for (const field of FIELDS) {
    const wanted = expected[field];
    if (expected.partial === true && wanted === undefined) continue;
    if (field === "sourcePosition") {
      // The column depends on the TypeScript loader, and the presence of a position on the location of the source.
      const [line, other] = [lineOf(wanted), lineOf(actual[field])];
      if (wanted !== undefined && line !== other)
        found.push(`${nameOf(expected)}: expected at ${line}, is at ${other}`);
      continue;
    }
    const blank = field === "inputs" && !DELETES.has(expected.op) ? {} : undefined;
    compareValues(wanted ?? blank, actual[field] ?? blank, `${nameOf(expected)}.${field}`, found);
  }
}

const lineOf = (position: unknown): string =>
  typeof position === "string" ? position.split(":").slice(0, 2).join(":") : "nowhere";

function compareProviders(expected: NormalPlan, actual: NormalPlan, found: string[]): void {
  const byUrn = new Map(actual.providers.map((provider) => [provider.urn, provider]));
  for (const { urn, ops, inputs } of expected.providers) {
    const other = byUrn.get(urn);
    if (other === undefined) {
      found.push(`default provider missing: ${urn}`);
      continue;
    }
    if (inputs !== undefined) compareValues(inputs, other.inputs, `provider ${urn}.inputs`, found);
    // The recordings of failed runs do not contain them.
    if (ops !== undefined) compareValues(ops, other.ops, `provider ${urn}.ops`, found);
  }
  const wanted = new Set(expected.providers.map(({ urn }) => urn));
  for (const urn of byUrn.keys()) if (!wanted.has(urn)) found.push(`default provider not expected: ${urn}`);
}

/** Checks that parents, providers and dependencies come first, and that dependents are deleted first. */
function orderIssues(steps: readonly NormalStep[]): readonly string[] {
  const found: string[] = [];
  const made = new Map<string, number>();
  const deleted = new Map<string, number>();
  steps.forEach(({ op, urn }, index) => {
    const places = DELETES.has(op) ? deleted : made;
    if (!places.has(urn)) places.set(urn, index);
  });
  steps.forEach((step, index) => {
    const needed = [step.parent, step.provider, step.dependencies].flat().filter((urn) => typeof urn === "string");
    const isDelete = step.op === "delete";
    if (!isDelete && (PHYSICAL.has(step.op) || DELETES.has(step.op))) return;
    for (const urn of needed) {
      const place = (isDelete ? deleted : made).get(urn) ?? index;
      if (isDelete ? place < index : place > index) found.push(`order: ${nameOf(step)} and ${urn}`);
    }
  });
  return found;
}

/** The metadata of the engine in a provider's inputs, and the tags that the stub of the AWS provider does not merge. */
const NOT_COMPARED: ReadonlySet<string> = new Set(["__internal", "tagsAll"]);

/** Whether the value is a Region that the stub of the AWS provider neither adds to inputs nor returns in outputs. */
const isAddedRegion = (name: string, expected: unknown): boolean =>
  name === "region" && (expected === undefined || (isObject(expected) && expected.$unknown === true));

function compareValues(expected: unknown, actual: unknown, path: string, found: string[]): void {
  const [wanted, given] = bothParsed(expected, actual);
  if (isObject(wanted) && wanted.$any === true) return;
  if (isObject(wanted) && isObject(given)) {
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(given)])) {
      if (!NOT_COMPARED.has(name) && !isAddedRegion(name, wanted[name]))
        compareValues(wanted[name], given[name], `${path}.${name}`, found);
    }
  } else if (Array.isArray(wanted) && Array.isArray(given)) {
    for (let index = 0; index < Math.max(wanted.length, given.length); index += 1)
      compareValues(wanted[index], given[index], `${path}[${index}]`, found);
  } else if (JSON.stringify(wanted) !== JSON.stringify(given))
    found.push(`${path}: expected ${show(wanted)}, got ${show(given)}`);
}

/** Parses strings that contain JSON, so that they are compared by content. */
function bothParsed(expected: unknown, actual: unknown): readonly [unknown, unknown] {
  const [wanted, given] = [parsed(expected), parsed(actual)];
  return wanted === undefined || given === undefined ? [expected, actual] : [wanted, given];
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // A string that only starts like JSON is compared as a string.
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const filled = (outputs: NormalPlan["componentOutputs"] = {}) =>
  Object.fromEntries(Object.entries(outputs).filter(([, value]) => isObject(value) && Object.keys(value).length > 0));

const show = (value: unknown): string => (value === undefined ? "(absent)" : JSON.stringify(value)).slice(0, 160);

const nameOf = ({ op, urn }: NormalStep): string => `${op} ${urn.split("::").slice(2).join("::")}`;
