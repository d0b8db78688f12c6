import { existsSync, renameSync, writeFileSync } from "node:fs";
import { atKey, jsonLocation, parseJson, readTextFile, ShapeError } from "../documents";
import { PlanFileError } from "../errors";
import { contextDocument, type ContextDocument, type ContextEntry } from "./entry";
import { containsSensitiveValue, isSecretFunction, secretMembers } from "./sensitive-values";

/** Where a program's answers are, beside its Pulumi.yaml. */
export const CONTEXT_FILE = "roadbed.context.json";

/**
 * The answers to look-ups in a file.
 *
 * @throws PlanFileError with line and column; also if it holds a secret, since it is meant to be committed
 */
export function readContextFile(path: string): readonly ContextEntry[] {
  const content = readTextFile(path);
  const json = parseJson(content, path);
  try {
    const { answers } = contextDocument.read(json);
    atKey("answers", () => answers.forEach((entry, index) => atKey(index, () => requireSound(entry))));
    return answers;
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const { line, column } = jsonLocation(content, error.path);
    throw new PlanFileError("content", `${path}:${line}:${column}: ${error.sentence("the document")}.`, {
      cause: error,
    });
  }
}

function requireSound({ token, arguments: given, result, asOf, expires }: ContextEntry): void {
  if (!/^[^:\s]+:[^:\s]*:[^:\s]+$/.test(token))
    atKey("token", () => refuse('must name a function, as "aws:ec2/getVpc:getVpc"'));
  if (expires <= asOf) atKey("expires", () => refuse(`must be later than asOf, ${asOf}`));
  if (isSecretFunction(token))
    atKey("token", () => refuse("is a function that hands out secrets: take the answer out"));
  const [secret] = secretMembers(result);
  if (secret !== undefined)
    atKey("result", () =>
      atKey(secret, () => refuse('looks like a secret: take it out and name it in "withheld" instead')),
    );
  if (containsSensitiveValue(given))
    atKey("arguments", () => refuse("hold what looks like a secret: take the answer out"));
}

function refuse(complaint: string): never {
  throw new ShapeError(complaint);
}

/** Writes answers; a file that is there is replaced as a whole. @throws PlanFileError if it cannot be written */
export function writeContextFile(path: string, answers: readonly ContextEntry[]): void {
  const document: ContextDocument = { version: 1, answers: [...answers].sort(inOrder) };
  const text = `${JSON.stringify(contextDocument.write(document), undefined, 2)}\n`;
  try {
    // So that whoever reads it meanwhile, or an end of this process, leaves a whole file.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new PlanFileError("unreadable", `${path} cannot be written (${code}).`, { cause: error });
  }
}

/** The answers in a file, none if it is not there. @throws PlanFileError */
export function readContextFileIfAny(path: string): readonly ContextEntry[] {
  return existsSync(path) ? readContextFile(path) : [];
}

/** The same answers make the same file, so that a difference in Git is one in the answers. */
function inOrder(one: ContextEntry, other: ContextEntry): number {
  const [first, second] = [one, other].map(({ stack, token, provider, arguments: given }) =>
    JSON.stringify([stack, token, provider.name, given]),
  );
  return (first ?? "") < (second ?? "") ? -1 : 1;
}
