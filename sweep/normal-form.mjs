// The form in which the plans of both engines are compared: the steps by operation and URN, and the outputs.
import { isArchive, isAsset, isList, isReference, isSecret, isUnknown } from "@roadbed/plan";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const UNKNOWN_MARKERS = new Set(["04da6b54-80e4-46f7-96ec-b56ff0331ba9"]);

const unknown = { $unknown: true };
const secret = { $secret: true };

/** Converts a value of `pulumi preview --json`. The CLI masks secrets. */
export function fromCliJson(value) {
  if (typeof value === "string") return UNKNOWN_MARKERS.has(value) ? unknown : value === "[secret]" ? secret : value;
  if (Array.isArray(value)) return value.map(fromCliJson);
  if (typeof value !== "object" || value === null) return value;
  switch (value[SIGNATURE]) {
    case SECRET:
      return secret;
    case ASSET:
      return { $asset: value.hash };
    case ARCHIVE:
      return { $archive: value.hash };
    case REFERENCE:
      return { $reference: value.urn };
    default:
      return Object.fromEntries(
        Object.entries(value)
          // Pulumi's engine adds its metadata to the inputs of providers.
          .filter(([name]) => name !== "__internal")
          .map(([name, member]) => [name, fromCliJson(member)]),
      );
  }
}

/** Converts a value of a plan. */
export function fromPlanValue(value) {
  if (isUnknown(value)) return unknown;
  if (isSecret(value)) return secret;
  if (isAsset(value)) return { $asset: value.hash };
  if (isArchive(value)) return { $archive: value.hash };
  if (isReference(value)) return { $reference: value.urn };
  if (isList(value)) return value.map(fromPlanValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fromPlanValue(member)]));
}

/** Returns the differences between two plans, as one line each. */
export function differences(cli, embedded) {
  const found = [];
  const byKey = new Map(embedded.steps.map((step) => [step.key, step]));
  for (const step of cli.steps) {
    const other = byKey.get(step.key);
    if (other === undefined) found.push(`${step.key}: missing in the embedded preview`);
    else compareFields(step, other, found);
    byKey.delete(step.key);
  }
  for (const key of byKey.keys()) found.push(`${key}: missing in the preview of the Pulumi CLI`);
  compareValues(withoutUnknowns(cli.outputs), withoutUnknowns(embedded.outputs), "outputs", found);
  return found;
}

/** Removes unknown members, because the event log of the CLI does not contain unknown outputs. */
function withoutUnknowns(value) {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member?.$unknown !== true)
      .map(([name, member]) => [name, withoutUnknowns(member)]),
  );
}

function compareFields({ key, ...step }, other, found) {
  const compared = { ...other, inputs: withoutCheckedInputs(key, other.inputs, step.inputs) };
  for (const [name, value] of Object.entries(step)) compareValues(value, compared[name], `${key}: ${name}`, found);
}

/** The inputs that `Check` of the AWS provider adds. The embedded engine adds them as well, but the stub does not. */
const CHECKED_INPUTS = ["region", "tagsAll"];

function withoutCheckedInputs(key, inputs, program) {
  if (!/[:$]aws:[^:]+:\w+::[^:]*$/.test(key)) return inputs;
  const isAdded = (name) => CHECKED_INPUTS.includes(name) && !(name in program);
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !isAdded(name)));
}

function compareValues(expected, actual, path, found) {
  if (isObject(expected) && isObject(actual))
    for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)]))
      compareValues(expected[name], actual[name], `${path}.${name}`, found);
  else if (Array.isArray(expected) && Array.isArray(actual))
    for (let index = 0; index < Math.max(expected.length, actual.length); index += 1)
      compareValues(expected[index], actual[index], `${path}[${index}]`, found);
  else if (JSON.stringify(expected) !== JSON.stringify(actual))
    found.push(`${path}: Pulumi CLI ${shorten(expected)}, embedded ${shorten(actual)}`);
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function shorten(value) {
  const text = value === undefined ? "absent" : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
