import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Plan, Urn } from "@roadbed/plan";
import { relocate } from "../../preview/base/relocate";
import { withDoubts } from "../caveats";
import { failureOf } from "../../failures/failure-of";
import { Scrubber } from "../../redaction/scrubber";
import type { Judgement } from "../../verdict/verdict";
import { readBaseline, readBaselineIfAny, writeBaseline } from "./baseline-file";
import type { FindingKey } from "./finding-keys";
import { comparable, keysOf, setAside } from "./new-only";

/** Where the findings are that need not be mended at once, beside Pulumi.yaml. */
const BASELINE_FILE = "roadbed.baseline.json";

/** Which baseline, and whether it is to be written. */
export interface BaselineRequest {
  /** A file; false for none. @default the `roadbed.baseline.json` beside Pulumi.yaml, if there is one */
  readonly baseline?: string | false;
  readonly writeBaseline: boolean;
}

/** The file of existing findings that a verdict rests on. */
export interface BaselineAbout {
  readonly file: string;
  /** How many findings of it are not found any more. */
  readonly unneeded: number;
}

/** Where a program is. */
export interface BaselinePlaces {
  /** The folder of its Pulumi.yaml. */
  readonly root: string;
  /** Where a path was at the base of a pull request; undefined if there is no base. */
  readonly atBase: (path: string) => Promise<string | undefined>;
  /** Takes up one sentence for the user. */
  readonly say: (sentence: string) => void;
  /** What no file may hold. */
  readonly secrets: Iterable<string>;
}

/**
 * Sets aside the findings that a file lists, and writes that file before if it is asked for. In a pull request the file is
 * the one at the base: whoever asks for changes does not choose what is overlooked. A file that is wrong is a failure
 * beside what was found.
 */
export async function withBaseline(
  judgement: Judgement,
  { baseline, writeBaseline: writes }: BaselineRequest,
  places: BaselinePlaces,
): Promise<Judgement> {
  if (baseline === false) return judgement;
  const file = baseline ?? join(places.root, BASELINE_FILE);
  try {
    const before = await places.atBase(file);
    // Most repositories have none, and shall not pay for it.
    if (!writes && baseline === undefined && !existsSync(file) && !(before !== undefined && existsSync(before)))
      return judgement;
    return await settled(judgement, { file, before, isNamed: baseline !== undefined, writes }, places);
  } catch (error) {
    return { ...judgement, failures: [...(judgement.failures ?? []), failureOf(error)] };
  }
}

interface Sources {
  readonly file: string;
  /** The file at the base. */
  readonly before: string | undefined;
  readonly isNamed: boolean;
  readonly writes: boolean;
}

async function settled(
  judgement: Judgement,
  { file, before, isNamed, writes }: Sources,
  places: BaselinePlaces,
): Promise<Judgement> {
  const isChanged = before !== undefined && (await textOf(before)) !== (await textOf(file));
  const doubt = `${basename(file)} is another at the base, and this was judged by the base's`;
  const judged = withDoubts(judgement, isChanged ? [doubt] : []);
  const plan = relocate(judgement.plan, topFolder(places.root), ".");
  if (writes) await write(judgement, plan, file, places);
  const source = before ?? file;
  if (!existsSync(source) && (before !== undefined || !isNamed || writes)) return judged;
  const listed = (await readBaseline(source)).get(`${plan.project}/${plan.stack}`) ?? [];
  return withoutListed(judged, plan, listed, file);
}

async function textOf(path: string): Promise<string | undefined> {
  const { readTextFile } = await import("@roadbed/plan/preview");
  return existsSync(path) ? readTextFile(path) : undefined;
}

async function withoutListed(
  judgement: Judgement,
  plan: Plan,
  listed: readonly FindingKey[],
  file: string,
): Promise<Judgement> {
  const findings = [...(judgement.existing ?? []), ...comparable(judgement)];
  const keys = await keysOf(plan, findings, judgement.policies, renamedSince(plan, listed));
  const { judgement: judged, left } = setAside(judgement, keys, listed);
  // What a program that failed did not register may still be there.
  return { ...judged, baseline: { file, unneeded: plan.result === "failed" ? 0 : left.length } };
}

/** Writes what is found now in place of what the file says of the stack. */
async function write(judgement: Judgement, plan: Plan, file: string, { say, secrets }: BaselinePlaces): Promise<void> {
  if (plan.result === "failed") {
    say(`${file} was not written: a program that fails does not show all that there is to be found.`);
    return;
  }
  const findings = [...(judgement.existing ?? []), ...comparable(judgement)];
  const keys = await keysOf(plan, findings, judgement.policies);
  const scrubber = new Scrubber(secrets);
  const harmless = keys.filter(({ urn, path = "" }) => scrubber.scrub(urn + path) === urn + path);
  const stacks = new Map(await readBaselineIfAny(file));
  writeBaseline(file, stacks.set(`${plan.project}/${plan.stack}`, harmless));
  const left = keys.length - harmless.length;
  const names = left === 0 ? "" : `; ${left} left out, since a name in ${left === 1 ? "it" : "them"} is a secret`;
  say(`${harmless.length === 1 ? "1 finding was" : `${harmless.length} findings were`} written to ${file}${names}.`);
}

/** What resources are called in the file, if that is one of their aliases. */
function renamedSince({ resources }: Plan, listed: readonly FindingKey[]): ReadonlyMap<Urn, Urn> {
  const known = new Set(listed.map(({ urn }) => urn));
  const pairs = resources.flatMap(({ urn, options }) => {
    const old = known.has(urn) ? undefined : options.aliases?.find((alias) => known.has(alias));
    return old === undefined ? [] : [[urn, old] as const];
  });
  return new Map(pairs);
}

/** The top folder of the repository, below which paths are the same on every machine; without one the folder itself. */
function topFolder(directory: string): string {
  // A plan from a file needs no folder.
  const start = existsSync(directory) ? realpathSync(directory) : resolve(directory);
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return start;
  }
}
