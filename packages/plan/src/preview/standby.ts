import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPrivateDirectory, NodeProcess, type NodeProcessOptions } from "../process";
import { socketAddress } from "../protocol";
import { programArguments, programEnvironment, type LaunchSettings } from "./launch";
import { isInstalled, modulesToLoadEarly, packagesFingerprint } from "./package-modules";

type OnOutput = NodeProcessOptions["onOutput"];

/** A program's process that has not started the program yet. */
export interface HeldProcess {
  readonly folder: string;
  /** Starts the program. The function first receives what packages printed while they were loaded. */
  readonly start: (onOutput: OnOutput) => NodeProcess;
}

/** The last program that ran, and the modules that it loaded. */
interface LastRun {
  readonly settings: LaunchSettings;
  readonly modules: readonly string[];
}

/** A process in standby. */
interface StandbyProcess extends HeldProcess {
  readonly child: NodeProcess;
  /** The settings of the process. It cannot run a program with other settings. */
  readonly key: string;
  readonly modules: readonly string[];
  readonly fingerprint: string;
  isAlive: boolean;
}

/**
 * Keeps a process in standby that has already loaded the SDKs that the last preview loaded, so that the next preview of
 * the program starts faster. The program itself, workspace members, and all other packages are loaded when the program
 * starts.
 *
 * @remarks
 * The process is only used if the arguments, the environment, and the installed packages are the same as for a new
 * process. On Windows, and for versions of @pulumi/pulumi that are not patched, each preview starts a new process.
 */
export interface Standby {
  /** The files of CommonJS modules outside of node_modules that the last program loaded. */
  readonly programFiles: readonly string[];
  /** Starts the process for the next preview. Does nothing if there was no preview yet or a process is in standby. */
  prepare(): void;
  /** Ends the process in standby. */
  close(): Promise<void>;
}

/** Returns what keeps a process in standby, for the option `standby` of `previewProgram`. */
export function createStandby(): Standby {
  return new ProgramStandby();
}

/** The standby of one program. */
export class ProgramStandby implements Standby {
  #last: LastRun | undefined;
  #process: StandbyProcess | undefined;
  #programFiles: readonly string[] = [];

  get programFiles(): readonly string[] {
    return this.#programFiles;
  }

  prepare(): void {
    if (this.#process?.isAlive === true || this.#last === undefined || process.platform === "win32") return;
    void this.#discard();
    const { settings, modules } = this.#last;
    // The preload script supports the same versions of the SDK as the patches.
    if (modules.length > 0 && settings.patches.minors !== undefined) this.#process = startProcess(settings, modules);
  }

  async close(): Promise<void> {
    await this.#discard();
  }

  /** Returns the process in standby if it can run a program with these settings. Otherwise, ends it. */
  take(settings: LaunchSettings): HeldProcess | undefined {
    const found = this.#process;
    if (found === undefined) return undefined;
    const { folder, modules } = found;
    const isUsable =
      found.isAlive &&
      existsSync(folder) &&
      found.key === keyOf(settings, folder) &&
      found.fingerprint === packagesFingerprint(settings.project.directory, modules);
    if (!isUsable) {
      void this.#discard();
      return undefined;
    }
    return {
      folder,
      start: (onOutput) => {
        this.#process = undefined;
        return found.start(onOutput);
      },
    };
  }

  /**
   * Records what a program loaded. A program that failed may not have loaded all modules, so modules of earlier previews
   * are kept.
   *
   * @param files - the files of its modules in the order in which they were loaded
   */
  record(settings: LaunchSettings, files: readonly string[]): void {
    if (files.length > 0) this.#programFiles = files.filter((file) => !isInstalled(file));
    const modules = new Set([...modulesToLoadEarly(files), ...(this.#last?.modules ?? [])]);
    this.#last = { settings, modules: [...modules] };
  }

  async #discard(): Promise<void> {
    const found = this.#process;
    this.#process = undefined;
    if (found === undefined) return;
    // A process that cannot load the modules must not be started again with the same modules.
    if (!found.isAlive && this.#last !== undefined) this.#last = { ...this.#last, modules: [] };
    found.child.kill();
    await found.child.ended.catch(() => undefined);
    rmSync(found.folder, { recursive: true, force: true });
  }
}

function keyOf(settings: LaunchSettings, folder: string): string {
  const launch = { ...settings, folder, address: socketAddress(folder) };
  return JSON.stringify([programArguments(launch), programEnvironment(launch), settings.project.directory]);
}

function startProcess(settings: LaunchSettings, modules: readonly string[]): StandbyProcess {
  const { directory } = settings.project;
  const fingerprint = packagesFingerprint(directory, modules);
  const folder = createPrivateDirectory();
  const launch = { ...settings, folder, address: socketAddress(folder) };
  // The list is too long for a variable of the environment.
  const list = join(folder, "standby");
  writeFileSync(list, modules.join("\n"));
  const printed: Parameters<OnOutput>[] = [];
  let onOutput: OnOutput = (...output) => void printed.push(output);
  const child = new NodeProcess({
    arguments: programArguments(launch),
    directory,
    environment: programEnvironment(launch, list),
    onOutput: (stream, text) => onOutput(stream, text),
    isHeld: true,
  });
  const standby: StandbyProcess = {
    ...{ child, folder, modules, fingerprint, key: keyOf(settings, folder), isAlive: true },
    start: (receive) => {
      for (const output of printed) receive(...output);
      onOutput = receive;
      child.release();
      return child;
    },
  };
  const onEnd = (): void => {
    standby.isAlive = false;
  };
  child.ended.then(onEnd, onEnd);
  return standby;
}
