import { existsSync, renameSync, writeFileSync } from "node:fs";
import { atKey, jsonLocation, parseJson, quoteShort, readTextFile, ShapeError } from "../documents";
import { PlanFileError } from "../errors";
import { contextDocument, type ContextDocument, type ContextEntry } from "./entry";
import { containsSensitiveValue, isSecretFunction, secretMembers } from "./sensitive-values";

/** The name of the answer file in the directory of Pulumi.yaml. */
export const CONTEXT_FILE = "roadbed.context.json";

/**
 * Reads an answer file, which contains answers to data source lookups.
 *
 * @throws PlanFileError with line and column. Because the file is meant to be committed, a secret in it is an error,
 * too.
 */
export function readContextFile(path: string): readonly ContextEntry[] {
  const content = readTextFile(path);
  const json = parseJson(content, path);
  try {
    const { answers } = contextDocument.read(json);
    atKey("answers", () => answers.forEach((entry, index) => atKey(index, () => requireValid(entry))));
    return answers;
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const { line, column } = jsonLocation(content, error.path);
    throw new PlanFileError("invalid-content", `${path}:${line}:${column}: ${error.describe("the document")}.`, {
      cause: error,
    });
  }
}

function requireValid({ token, arguments: given, result, asOf, expires }: ContextEntry): void {
  if (!/^[^:\s]+:[^:\s]*:[^:\s]+$/.test(token))
    atKey("token", () => reject(`expected a function such as "aws:ec2/getVpc:getVpc", got ${quoteShort(token)}`));
  if (expires <= asOf) atKey("expires", () => reject(`expected a date after asOf (${asOf}), got ${expires}`));
  if (isSecretFunction(token)) atKey("token", () => reject("the function returns secrets. Remove the answer"));
  const [secret] = secretMembers(result);
  if (secret !== undefined)
    atKey("result", () =>
      atKey(secret, () => reject('the value looks like a secret. Remove the property and add its name to "withheld"')),
    );
  if (containsSensitiveValue(given))
    atKey("arguments", () => reject("the arguments contain a value that looks like a secret. Remove the answer"));
}

function reject(detail: string): never {
  throw new ShapeError(detail);
}

/**
 * Writes an answer file and replaces an existing file.
 *
 * @throws PlanFileError if the file cannot be written
 */
export function writeContextFile(path: string, answers: readonly ContextEntry[]): void {
  const document: ContextDocument = { version: 1, answers: [...answers].sort(compareEntries) };
  const json = `${JSON.stringify(contextDocument.write(document), undefined, 2)}\n`;
  try {
    // Renaming is atomic: readers never see an incomplete file, even if this process is killed.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, json);
    renameSync(draft, path);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new PlanFileError("unreadable", `${path} cannot be written (${code}).`, { cause: error });
  }
}

/**
 * Reads an answer file like `readContextFile`, but returns no answers if the file does not exist.
 *
 * @throws PlanFileError
 */
export function readContextFileIfAny(path: string): readonly ContextEntry[] {
  return existsSync(path) ? readContextFile(path) : [];
}

/** Compares answers in a stable order, so that diffs show only changed answers. */
function compareEntries(left: ContextEntry, right: ContextEntry): number {
  const [first, second] = [left, right].map(({ stack, token, provider, arguments: given }) =>
    JSON.stringify([stack, token, provider.name, given]),
  );
  return (first ?? "") < (second ?? "") ? -1 : 1;
}
