import {
  asObject,
  boolean,
  looseObjectReader,
  optional,
  parseJson,
  propertiesFromJson,
  ShapeError,
  string,
  type JsonReader,
} from "../documents";
import { PlanFileError } from "../errors";
import { packageOf, propertyMap, providerType, providerUrn, type Plan, type Properties, type Resource } from "../model";
import { canonicalJson } from "./answers";
import { readContextFileIfAny, writeContextFile } from "./context-file";
import type { ContextEntry, ProviderIdentity } from "./entry";
import { matchesProvider, providerIdentity } from "./provider-identity";
import { containsSensitiveValue, isSecretFunction, secretMembers } from "./sensitive-values";
import { expiryDate, isoDate } from "./validity";

/** A data source lookup that was recorded while the Pulumi CLI ran the program. */
export interface RecordedLookup {
  /** The function's token, such as `aws:ec2/getAmi:getAmi`. */
  readonly token: string;
  /** The reference to the provider, as in the protocol. Empty for a default provider. */
  readonly provider?: string;
  /** The arguments of the call. */
  readonly arguments?: Properties;
  /** The result of the call. */
  readonly result?: Properties;
  /** Whether the arguments contain a secret. If they do, only the token is recorded. */
  readonly secretArguments?: boolean;
}

const properties: JsonReader<Properties> = { read: (json) => propertiesFromJson(asObject(json)) };
const lookup = looseObjectReader<RecordedLookup>({
  token: string,
  provider: optional(string),
  arguments: optional(properties),
  result: optional(properties),
  secretArguments: optional(boolean),
});

/**
 * Parses the file that the lookup recorder writes.
 *
 * @throws PlanFileError if the content has a different format
 */
export function readRecording(content: string): readonly RecordedLookup[] {
  const lines = content.split("\n").map((line, index) => ({ line, number: index + 1 }));
  return lines.filter(({ line }) => line !== "").map(({ line, number }) => readLine(line, number));
}

function readLine(line: string, number: number): RecordedLookup {
  const json = parseJson(line, RECORDING, number);
  try {
    return lookup.read(json);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new PlanFileError("invalid-content", `${RECORDING}:${number}: ${error.describe("the line")}.`, {
      cause: error,
    });
  }
}

/** The name of the file in messages. */
const RECORDING = "the lookup recording";

/** The result of recording lookups. */
export interface RecordingResult {
  /** The number of recorded answers. */
  readonly kept: number;
  /** The tokens of functions that were not recorded because their arguments or results are secret. */
  readonly refused: readonly string[];
}

/**
 * Adds a run's answers to an answer file. They replace earlier answers to the same lookups. Secrets are not written.
 *
 * @param plan - the run's plan, which contains the settings of each provider
 * @throws PlanFileError if the file cannot be written, or exists and cannot be read
 */
export function recordContext(
  file: string,
  plan: Plan,
  lookups: readonly RecordedLookup[],
  now: Date = new Date(),
): RecordingResult {
  const refused = new Set<string>();
  const fresh = new Map<string, ContextEntry>();
  for (const found of lookups) {
    const entry = entryOf(found, plan, now);
    if (entry === undefined) refused.add(found.token);
    else fresh.set(keyOf(entry), entry);
  }
  const old = readContextFileIfAny(file).filter((entry) => ![...fresh.values()].some((next) => replaces(next, entry)));
  if (fresh.size > 0) writeContextFile(file, [...old, ...fresh.values()]);
  return { kept: fresh.size, refused: [...refused].sort() };
}

/** @returns undefined if the answer must not be written */
function entryOf({ token, provider, ...found }: RecordedLookup, plan: Plan, now: Date): ContextEntry | undefined {
  const { arguments: given = propertyMap(), result = propertyMap() } = found;
  if (found.secretArguments === true || isSecretFunction(token) || containsSensitiveValue(given)) return undefined;
  const withheld = secretMembers(result);
  const shown = Object.entries(result).filter(([name]) => !withheld.includes(name));
  return {
    stack: plan.stack,
    token,
    arguments: given,
    provider: providerOf(plan.resources, token, provider ?? ""),
    asOf: isoDate(now),
    expires: expiryDate(now),
    result: propertyMap(shown),
    ...(withheld.length > 0 && { withheld }),
  };
}

function providerOf(resources: readonly Resource[], token: string, reference: string): ProviderIdentity {
  const type = providerType(packageOf(token));
  const urn = providerUrn(reference);
  const found = resources.find((resource) =>
    reference === "" ? resource.type === type && resource.implicit === true : resource.urn === urn,
  );
  return found === undefined ? { name: "default", settings: {} } : providerIdentity(found);
}

const keyOf = ({ token, arguments: given, provider }: ContextEntry): string =>
  `${token} ${provider.name} ${JSON.stringify(provider.settings)} ${canonicalJson(given)}`;

function replaces(next: ContextEntry, old: ContextEntry): boolean {
  const isSameFunction = next.stack === old.stack && next.token === old.token;
  return (
    isSameFunction &&
    canonicalJson(next.arguments) === canonicalJson(old.arguments) &&
    matchesProvider(next.provider, old.provider)
  );
}
