import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Program } from "@roadbed/plan/preview";
import { POLICY_FILES } from "../targets/settings/policy-files";
import type { WatchRequest } from "./flags";
import { workspaceMembers } from "./workspace-members";

/** Manifests and lockfiles, and the files that package managers write when they install packages. */
const PACKAGE_FILES = [
  ...[
    "package.json",
    "package-lock.json",
    "npm-shrinkwrap.json",
    "pnpm-lock.yaml",
    "yarn.lock",
    "bun.lock",
    "bun.lockb",
  ],
  ...[".package-lock.json", ".modules.yaml", ".yarn-state.yml", ".yarn-integrity"].map((name) =>
    join("node_modules", name),
  ),
];

/** The files in directories above a program that affect its verdict. */
const FILES_ABOVE = [...POLICY_FILES, ...PACKAGE_FILES, "pnpm-workspace.yaml", "tsconfig.json", ".gitignore"];

/** Matches the names of files that count even if Git ignores them, such as the configuration of a developer's stack. */
const SETTINGS = /^(?:Pulumi(?:\..+)?\.ya?ml|roadbed\..+)$/;

/** Whether the name of a file is that of a settings file of Pulumi or Roadbed. */
export const isSettingsFile = (name: string): boolean => SETTINGS.test(name);

/** What is known about a program when its files are watched. */
export interface WatchedProgram {
  readonly request: WatchRequest;
  /** Absent if the directory contains no valid program. */
  readonly program: Program | undefined;
  /** The top directory of the repository. */
  readonly repository: string | undefined;
  /** The files that the last preview read besides those in the program's directory: loaded modules and settings. */
  readonly readFiles: readonly string[];
}

/** Returns the directories whose files affect the verdict on a program. */
export function watchedFolders({ request, program, repository }: WatchedProgram): readonly string[] {
  const folder = realPath(request.directory);
  const packs = request.policyPacks.map(realPath);
  if (program === undefined) return [folder, ...packs];
  const directory = realPath(program.directory);
  return [...new Set([folder, directory, ...workspaceMembers(repository, directory), ...packs])];
}

/** Returns the single files that affect the verdict on a program. */
export function watchedFiles({ request, repository, readFiles }: WatchedProgram): readonly string[] {
  const named = [request.policyConfig, request.basePlan, request.state, request.context, request.baseline]
    .filter((path) => typeof path === "string")
    .concat(request.policyPackConfigs)
    .map((path) => resolve(path));
  const above = foldersUpTo(realPath(request.directory), repository).flatMap((folder) =>
    FILES_ABOVE.map((name) => join(folder, name)),
  );
  return [...new Set([...named, ...above, ...readFiles])];
}

/** Whether a file is not part of the program, so that the preview of the base can differ as well. */
export function affectsBase(path: string, { context }: WatchRequest): boolean {
  return (
    PACKAGE_FILES.some((name) => path.endsWith(join("/", name))) || (context !== undefined && path === resolve(context))
  );
}

function foldersUpTo(folder: string, top: string | undefined): readonly string[] {
  const parent = dirname(folder);
  return folder === top || top === undefined || parent === folder ? [folder] : [folder, ...foldersUpTo(parent, top)];
}

/** Returns a path without symbolic links, because Git reports such paths. */
function realPath(path: string): string {
  const absolute = resolve(path);
  return existsSync(absolute) ? realpathSync(absolute) : absolute;
}
