import { decodeProperties } from "../encoding";
import { parseJson } from "../json-text";
import type { Plan, Resource } from "../model";
import { PlanFileError } from "../plan-file-error";
import { asObject, flag, looseReader, optional, ShapeError, text, type Reader } from "../shape";
import { properties, type Properties } from "../value";
import { packageOf, providerType, providerUrn } from "../preview/provider-reference";
import { dayOf, spell } from "./answers";
import { readContextFileIfAny, writeContextFile } from "./context-file";
import type { ContextEntry, ProviderPlace } from "./entry";
import { isSamePlace, placeOf } from "./place";
import { holdsDelicate, isSecretFunction, secretMembers } from "./secrecy";

/** What a program asked and was told while the Pulumi CLI ran it. */
export interface RecordedLookup {
  readonly token: string;
  /** As the protocol has it; empty for a default provider. */
  readonly provider?: string;
  readonly arguments?: Properties;
  readonly result?: Properties;
  /** The arguments hold a secret: then nothing else is recorded. */
  readonly secretArguments?: boolean;
}

const bag: Reader<Properties> = { read: (json) => decodeProperties(asObject(json)) };
const lookup = looseReader<RecordedLookup>({
  token: text,
  provider: optional(text),
  arguments: optional(bag),
  result: optional(bag),
  secretArguments: optional(flag),
});

/** The look-ups in the text that the recorder left. @throws PlanFileError if something else has written to it */
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
    throw new PlanFileError("content", `${RECORDING}:${number}: ${error.sentence("the line")}.`, { cause: error });
  }
}

/** How messages call the text. */
const RECORDING = "the recording of look-ups";

/** How long an answer counts. */
const VALID_DAYS = 90;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** What came of a recording. */
export interface Recorded {
  readonly kept: number;
  /** Functions whose answers were left out because they, or what was asked, are secret. */
  readonly refused: readonly string[];
}

/**
 * Adds the answers of a run to a file, in the place of earlier ones to the same questions. No secret is written.
 *
 * @param plan of that run, which knows where each provider looks
 * @throws PlanFileError if the file is there and cannot be read, or cannot be written
 */
export function recordContext(
  file: string,
  plan: Plan,
  lookups: readonly RecordedLookup[],
  now: Date = new Date(),
): Recorded {
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

/** @returns undefined for what may not be written */
function entryOf({ token, provider, ...found }: RecordedLookup, plan: Plan, now: Date): ContextEntry | undefined {
  const { arguments: given = properties(), result = properties() } = found;
  if (found.secretArguments === true || isSecretFunction(token) || holdsDelicate(given)) return undefined;
  const withheld = secretMembers(result);
  const shown = Object.entries(result).filter(([name]) => !withheld.includes(name));
  return {
    stack: plan.stack,
    token,
    arguments: given,
    provider: providerOf(plan.resources, token, provider ?? ""),
    asOf: dayOf(now),
    expires: dayOf(new Date(now.getTime() + VALID_DAYS * DAY_MILLISECONDS)),
    result: properties(shown),
    ...(withheld.length > 0 && { withheld }),
  };
}

function providerOf(resources: readonly Resource[], token: string, reference: string): ProviderPlace {
  const type = providerType(packageOf(token));
  const urn = providerUrn(reference);
  const found = resources.find((resource) =>
    reference === "" ? resource.type === type && resource.implicit === true : resource.urn === urn,
  );
  return found === undefined ? { name: "default", settings: {} } : placeOf(found);
}

const keyOf = ({ token, arguments: given, provider }: ContextEntry): string =>
  `${token} ${provider.name} ${JSON.stringify(provider.settings)} ${spell(given)}`;

function replaces(next: ContextEntry, old: ContextEntry): boolean {
  const isSameQuestion = next.stack === old.stack && next.token === old.token;
  return isSameQuestion && spell(next.arguments) === spell(old.arguments) && isSamePlace(next.provider, old.provider);
}
