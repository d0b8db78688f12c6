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

/** What `pulumi preview --json` says. */
export interface Digest {
  /** Of what a refresh found, in the state's order. Only previews with `--refresh`, and refreshes, have these. */
  readonly refreshed: readonly CliStep[];
  /** Of the program. Unchanged resources only with `--show-sames`, halves of replacements only with `--show-replacement-steps`. */
  readonly steps: readonly CliStep[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many unchanged resources there are, listed or not. */
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

/** @throws PlanFileError */
export function readDigest(content: string, file: string): Digest {
  return readDigestDocument(parseJson(content, file), file);
}

/** As `readDigest`, from parsed JSON. @throws PlanFileError */
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
    throw new PlanFileError("content", `${file}: ${error.describe("the digest")}.`, { cause: error });
  }
}

/** Whether parsed JSON looks like a digest. */
export function isDigest(json: unknown): boolean {
  if (typeof json !== "object" || json === null || Object.hasOwn(json, "sequence")) return false;
  // All its members are left out when empty, but for the duration, which is never zero.
  return (
    Object.hasOwn(json, "duration") &&
    ["steps", "diagnostics", "changeSummary"].some((name) => Object.hasOwn(json, name))
  );
}

/**
 * What was refreshed comes before what the program does. In a digest of nothing but a refresh, what changed is no
 * longer called a refresh; but then the stack itself has no other step.
 */
function byPhase(steps: readonly CliStep[]): Pick<Digest, "refreshed" | "steps"> {
  const isRefresh = ({ operation }: CliStep): boolean => operation === "refresh";
  const ofProgram = steps.filter((candidate) => !isRefresh(candidate));
  const programRan = ofProgram.some(({ urn }) => parseUrn(urn)?.type === STACK_TYPE);
  if (programRan || ofProgram.length === steps.length) return { refreshed: steps.filter(isRefresh), steps: ofProgram };
  return { refreshed: steps, steps: [] };
}
