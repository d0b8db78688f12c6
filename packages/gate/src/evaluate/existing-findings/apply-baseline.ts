import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Plan, Urn } from "@roadbed/plan";
import { failureOf } from "../../failures/failure-of";
import type { BaselineInfo } from "../../model/verdict";
import { relocate } from "../../preview/base/relocate";
import { Scrubber } from "@roadbed/plan";
import { defined } from "../../util/defined";
import { isPresent } from "../../util/is-present";
import { withCaveats, withFailure, type Compared, type Filtered } from "../stages";
import { readBaseline, readBaselineIfPresent, writeBaseline } from "./baseline-file";
import type { FindingKey } from "./finding-keys";
import { comparableFindings, keysOf, setAside } from "./set-aside";

/** The name of the baseline file, which is next to Pulumi.yaml. */
const BASELINE_FILE = "roadbed.baseline.json";

/** The flags that select the baseline file and whether to write it. */
export interface BaselineRequest {
  /** The file, or false to use no file. @default the `roadbed.baseline.json` file next to Pulumi.yaml, if any */
  readonly baseline?: string | false;
  readonly writeBaseline: boolean;
}

/** The program and its secrets, and the functions that locate the base and notify the user. */
export interface BaselineContext {
  /** The directory that contains Pulumi.yaml. */
  readonly root: string;
  /** Returns the location of a path at the base, or undefined without a base. */
  readonly pathAtBase: (path: string) => Promise<string | undefined>;
  /** Prints one sentence for the user. */
  readonly notify: (sentence: string) => void;
  /** Values that no file may contain. */
  readonly secrets: Iterable<string>;
}

/**
 * Sets aside the findings that the baseline file lists, after writing the file if requested. In a pull request, the
 * file at the base is used, so that a pull request cannot choose which findings to ignore. If the file is invalid, the
 * result has a failure and keeps the findings.
 */
export async function applyBaseline(
  compared: Compared,
  { baseline, writeBaseline: writes }: BaselineRequest,
  context: BaselineContext,
): Promise<Filtered> {
  if (baseline === false) return asFiltered(compared);
  const file = baseline ?? join(context.root, BASELINE_FILE);
  try {
    const fileAtBase = await context.pathAtBase(file);
    // Return early, because most repositories have no baseline file.
    if (!writes && baseline === undefined && !isPresent(file) && !(fileAtBase !== undefined && isPresent(fileAtBase)))
      return asFiltered(compared);
    return await filterBy(
      compared,
      { file, fileAtBase, isNamed: baseline !== undefined, shouldWrite: writes },
      context,
    );
  } catch (error) {
    return withFailure(asFiltered(compared), failureOf(error));
  }
}

/**
 * Rejects a baseline file that is missing or cannot be read, so that the error is reported before the program runs.
 *
 * @throws CommandError or PlanFileError with the reason
 */
export async function requireReadableBaseline(
  { baseline, writeBaseline: writes }: BaselineRequest,
  { root, pathAtBase }: Pick<BaselineContext, "root" | "pathAtBase">,
): Promise<void> {
  if (baseline === false) return;
  const file = baseline ?? join(root, BASELINE_FILE);
  const isMissing = !isPresent(file);
  // A file that was deleted since the base is not missing.
  if (isMissing && (writes || baseline === undefined || (await pathAtBase(file)) !== undefined)) return;
  const { readTextFile } = await import("@roadbed/plan/internal");
  readTextFile(file);
}

function asFiltered(compared: Compared, baseline?: BaselineInfo): Filtered {
  return { ...compared, stage: "filtered", ...defined({ baseline }) };
}

interface BaselineFiles {
  readonly file: string;
  readonly fileAtBase: string | undefined;
  /** Whether the command line names the file. */
  readonly isNamed: boolean;
  readonly shouldWrite: boolean;
}

async function filterBy(
  compared: Compared,
  { file, fileAtBase, isNamed, shouldWrite }: BaselineFiles,
  context: BaselineContext,
): Promise<Filtered> {
  const hasChanged = fileAtBase !== undefined && (await contentOf(fileAtBase)) !== (await contentOf(file));
  const caveat = `${basename(file)} differs from the version at the base, which was used`;
  const annotated = withCaveats(compared, hasChanged ? [caveat] : []);
  const plan = relocate(compared.plan, topDirectory(context.root), ".");
  if (shouldWrite) await write(compared, plan, file, context);
  const source = fileAtBase ?? file;
  if (!isPresent(source) && (fileAtBase !== undefined || !isNamed || shouldWrite)) return asFiltered(annotated);
  const listed = (await readBaseline(source)).get(`${plan.project}/${plan.stack}`) ?? [];
  return setAsideListed(annotated, plan, listed, file);
}

async function contentOf(path: string): Promise<string | undefined> {
  const { readTextFile } = await import("@roadbed/plan/internal");
  return isPresent(path) ? readTextFile(path) : undefined;
}

async function setAsideListed(
  compared: Compared,
  plan: Plan,
  listed: readonly FindingKey[],
  file: string,
): Promise<Filtered> {
  const findings = [...compared.existing, ...comparableFindings(compared)];
  const keys = await keysOf(plan, findings, compared.policies, renamedSince(plan, listed));
  const { compared: rest, obsolete } = await setAside(compared, keys, listed);
  // Entries of a failed program are not obsolete: the program may not have registered their resources.
  return asFiltered(rest, { file, obsoleteEntries: plan.result === "failed" ? 0 : obsolete.length });
}

/** Replaces the stack's findings in the file. */
async function write(
  compared: Compared,
  plan: Plan,
  file: string,
  { notify, secrets }: BaselineContext,
): Promise<void> {
  if (plan.result === "failed") {
    notify(`${file} was not written, because the program failed and its findings are incomplete.`);
    return;
  }
  const findings = [...compared.existing, ...comparableFindings(compared)];
  const keys = await keysOf(plan, findings, compared.policies);
  const scrubber = new Scrubber(secrets);
  const writableKeys = keys.filter(({ urn, path = "" }) => scrubber.scrub(urn + path) === urn + path);
  const stacks = new Map(await readBaselineIfPresent(file));
  writeBaseline(file, stacks.set(`${plan.project}/${plan.stack}`, writableKeys));
  const omitted = keys.length - writableKeys.length;
  const names =
    omitted === 0
      ? ""
      : `; ${omitted} ${omitted === 1 ? "was left out, because its resource name or path contains" : "were left out, because their resource names or paths contain"} a secret`;
  notify(
    `${writableKeys.length === 1 ? "1 finding was" : `${writableKeys.length} findings were`} written to ${file}${names}.`,
  );
}

/** Returns the listed URN of each resource that the baseline file lists under one of the resource's aliases. */
function renamedSince({ resources }: Plan, listed: readonly FindingKey[]): ReadonlyMap<Urn, Urn> {
  const known = new Set(listed.map(({ urn }) => urn));
  const pairs = resources.flatMap(({ urn, options }) => {
    const old = known.has(urn) ? undefined : options.aliases?.find((alias) => known.has(alias));
    return old === undefined ? [] : [[urn, old] as const];
  });
  return new Map(pairs);
}

/**
 * Returns the top directory of the repository, or the directory itself outside a repository. Paths relative to it are
 * the same on every machine.
 */
function topDirectory(directory: string): string {
  // The directory may not exist if the plan is read from a file.
  const start = existsSync(directory) ? realpathSync(directory) : resolve(directory);
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return start;
  }
}
