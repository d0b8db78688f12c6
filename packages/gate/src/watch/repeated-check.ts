import { Scrubber, type Plan } from "@roadbed/plan";
import type { Standby } from "@roadbed/plan/preview";
import { checkDirectory } from "../commands/check/check-directory";
import type { CheckRequest } from "../commands/check/flags";
import type { StackVerdict } from "../model/verdict";
import { progressOn } from "../output/progress";
import { Bases } from "../preview/base/bases";
import { KnownSecrets } from "../redaction/known-secrets";
import { redact } from "../redaction/redact-report";
import type { CommandIO } from "../terminal/command-io";
import { buildVerdict } from "../verdict/build-verdict";
import { defined } from "../util/defined";
import { checkRequestOf, type WatchRequest } from "./flags";
import { affectsBase } from "./watched-paths";

/** The result of one check. */
export interface CheckedStack {
  /** The verdict, without secrets. */
  readonly verdict: StackVerdict;
  /** The evaluated plan. Absent if there is no plan. */
  readonly plan?: Plan;
  readonly scrubber: Scrubber;
}

/** Checks the same stack repeatedly. The rules, the process in standby, and the plan of the base stay loaded. */
export class RepeatedCheck {
  readonly #watchRequest: WatchRequest;
  readonly #request: CheckRequest;
  readonly #io: CommandIO;
  readonly #standby: Standby;
  #bases: Bases;

  constructor(request: WatchRequest, io: CommandIO, standby: Standby) {
    this.#watchRequest = request;
    this.#request = checkRequestOf(request);
    this.#io = io;
    this.#standby = standby;
    this.#bases = this.#openBases();
  }

  /** Previews the base again if the files affect it. */
  async filesChanged(paths: readonly string[]): Promise<void> {
    if (!paths.some((path) => affectsBase(path, this.#watchRequest))) return;
    await this.#bases.close();
    this.#bases = this.#openBases();
  }

  /** @throws RuleSettingsError if the settings on the command line are invalid */
  async run(signal: AbortSignal): Promise<CheckedStack> {
    const { stderr } = this.#io;
    const secrets = new KnownSecrets(this.#request, process.env);
    const progress = progressOn(stderr, 1, false);
    const shared = { request: this.#request, bases: this.#bases, standby: this.#standby };
    try {
      const run = await checkDirectory(this.#watchRequest.directory, { ...shared, stderr, signal, progress, secrets });
      const scrubber = new Scrubber(secrets);
      const { strict } = this.#request;
      const [verdict] = redact(buildVerdict([run], [], { strict }), scrubber).stacks;
      if (verdict === undefined) throw new Error("A run must have a verdict.");
      const plan = "stage" in run.result ? run.result.plan : undefined;
      return { verdict, scrubber, ...defined({ plan }) };
    } finally {
      progress.close();
    }
  }

  close(): Promise<void> {
    return this.#bases.close();
  }

  #openBases(): Bases {
    return new Bases(this.#request, process.env, this.#io.signal);
  }
}
