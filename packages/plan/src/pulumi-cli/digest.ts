import {
  arrayReader,
  dictionaryReader,
  looseObjectReader,
  number,
  optional,
  parseJson,
  ShapeError,
  type JsonReader,
} from "../documents";
import { PlanFileError } from "../errors";
import { parseUrn, STACK_TYPE, type Diagnostic } from "../model";
import { digestStep, fromDigest, type CliStep } from "./cli-step";
import { cliMessage, toDiagnostic, type CliMessage } from "./messages";

/** The output of `pulumi preview --json`. */
export interface Digest {
  /** The steps of a refresh in the order of the state. Empty if there was no refresh. */
  readonly refreshed: readonly CliStep[];
  /**
   * The program's steps. They include unchanged resources only with `--show-sames`, and the parts of replacements only
   * with `--show-replacement-steps`.
   */
  readonly steps: readonly CliStep[];
  readonly diagnostics: readonly Diagnostic[];
  /** The number of unchanged resources, including resources without a step. */
  readonly unchanged: number;
}

interface Document {
  readonly steps?: readonly CliStep[];
  readonly diagnostics?: readonly CliMessage[];
  readonly changeSummary?: Readonly<Record<string, number>>;
}
const step: JsonReader<CliStep> = { read: (json) => fromDigest(digestStep.read(json)) };
const document = looseObjectReader<Document>({
  steps: optional(arrayReader(step)),
  diagnostics: optional(arrayReader(cliMessage)),
  changeSummary: optional(dictionaryReader(number)),
});

/**
 * Parses a digest.
 *
 * @throws PlanFileError
 */
export function readDigest(content: string, file: string): Digest {
  return readDigestDocument(parseJson(content, file), file);
}

/**
 * Reads a digest from parsed JSON, like `readDigest`.
 *
 * @throws PlanFileError
 */
export function readDigestDocument(json: unknown, file: string): Digest {
  try {
    const { steps = [], diagnostics = [], changeSummary = {} } = document.read(json);
    return {
      ...byPhase(steps),
      diagnostics: diagnostics.flatMap((message) => toDiagnostic(message) ?? []),
      unchanged: changeSummary.same ?? 0,
    };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new PlanFileError("invalid-content", `${file}: ${error.describe("the digest")}.`, { cause: error });
  }
}

/** Whether parsed JSON looks like a digest. */
export function isDigest(json: unknown): boolean {
  if (typeof json !== "object" || json === null || Object.hasOwn(json, "sequence")) return false;
  // Only the duration is always present, because the CLI omits empty members and the duration is never zero.
  return (
    Object.hasOwn(json, "duration") &&
    ["steps", "diagnostics", "changeSummary"].some((name) => Object.hasOwn(json, name))
  );
}

/**
 * Separates the refresh steps from the program's steps. In the digest of a refresh without a preview, drift has
 * operations other than "refresh", but the stack has no step.
 */
function byPhase(steps: readonly CliStep[]): Pick<Digest, "refreshed" | "steps"> {
  const isRefresh = ({ operation }: CliStep): boolean => operation === "refresh";
  const programSteps = steps.filter((candidate) => !isRefresh(candidate));
  const programRan = programSteps.some(({ urn }) => parseUrn(urn)?.type === STACK_TYPE);
  if (programRan || programSteps.length === steps.length)
    return { refreshed: steps.filter(isRefresh), steps: programSteps };
  return { refreshed: steps, steps: [] };
}
