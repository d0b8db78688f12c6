import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import type { PackReport, Plan } from "../model";
import { PreviewError } from "../errors";
import {
  configureRequest,
  packConfiguration,
  type LoadedPolicyPack,
  type PackSettings,
  type PolicyConfiguration,
} from "./pack-configuration";
import { PolicyPackProcess } from "./pack-process";
import { PackRun } from "./pack-run";
import type { LocalPolicyPack } from "./policy-pack";

/** Options for running policy packs. */
export interface PolicyPackOptions {
  /** The names of environment variables that packs receive although they look like credentials. */
  readonly passEnvironment: readonly string[];
  /** The signal that stops the packs. The evaluation then fails with the code `canceled`. */
  readonly signal: AbortSignal;
  /**
   * Returns the settings for a pack, which is one of the packs to run. Later elements override earlier ones.
   *
   * @default no settings
   */
  readonly settingsFor?: (loaded: LoadedPolicyPack, pack: LocalPolicyPack) => readonly PackSettings[];
  /** Validates the configuration of all packs before a policy runs. Throws an error if a configuration is invalid. */
  readonly validate: (packs: readonly ConfiguredPolicyPack[]) => void | Promise<void>;
}

/** A running policy pack and the configuration of its policies. */
export interface ConfiguredPolicyPack extends LoadedPolicyPack {
  readonly configurations: readonly PolicyConfiguration[];
}

/**
 * Runs policy packs against a plan. As with the Pulumi CLI, each pack uses its own SDK. If the program failed, stack
 * policies do not run.
 *
 * @throws PreviewError `program` if a pack does not start or a policy throws, `configuration` if there are settings for a
 * pack that cannot be configured, or `canceled`; and the error that `validate` throws
 */
export async function runPolicyPacks(
  plan: Plan,
  packs: readonly LocalPolicyPack[],
  options: PolicyPackOptions,
): Promise<PackReport> {
  const started = await Promise.allSettled(packs.map((pack) => startPack(plan, pack, options)));
  const running = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const stop = (): void => running.forEach(({ process }) => process.stop());
  options.signal.addEventListener("abort", stop, { once: true });
  try {
    const failed = started.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    await options.validate(running.map(({ pack }) => pack));
    return mergeReports(await Promise.all(running.map((pack) => configureAndRun(plan, pack))));
  } finally {
    options.signal.removeEventListener("abort", stop);
    stop();
  }
}

interface RunningPack {
  readonly process: PolicyPackProcess;
  readonly info: messages.AnalyzerInfo;
  readonly pack: ConfiguredPolicyPack;
}

async function startPack(
  { organization, project, stack }: Plan,
  local: LocalPolicyPack,
  { passEnvironment, signal, settingsFor = () => [] }: PolicyPackOptions,
): Promise<RunningPack> {
  const process = await PolicyPackProcess.start(local, { organization, project, stack, passEnvironment, signal });
  const stop = (): void => process.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const info = await process.call("GetAnalyzerInfo", new Empty(), messages.AnalyzerInfo);
    const pack: LoadedPolicyPack = {
      name: info.getName(),
      version: info.getVersion(),
      policies: info.getPoliciesList().map((policy) => policy.getName()),
    };
    const settings = settingsFor(pack, local);
    if (settings.length > 0 && !info.getSupportsconfig())
      throw new PreviewError(
        "configuration",
        `The policy pack ${pack.name} cannot be configured. Update its @pulumi/policy package, or remove the settings for it.`,
      );
    return { process, info, pack: { ...pack, configurations: packConfiguration(info, settings) } };
  } catch (error) {
    process.stop();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function configureAndRun(plan: Plan, { process, info, pack }: RunningPack): Promise<PackReport> {
  if (info.getSupportsconfig()) await process.call("Configure", configureRequest(pack.configurations), Empty);
  return new PackRun(process, plan, info, pack.configurations).report();
}

function mergeReports(reports: readonly PackReport[]): PackReport {
  return {
    packs: reports.flatMap((report) => report.packs),
    violations: reports.flatMap(({ violations }) => violations),
    undecided: reports.flatMap(({ undecided }) => undecided),
    remediations: reports.flatMap(({ remediations }) => remediations),
    stackPoliciesSkipped: reports.flatMap(({ stackPoliciesSkipped }) => stackPoliciesSkipped),
  };
}
