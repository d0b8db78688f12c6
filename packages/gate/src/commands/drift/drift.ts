import { Scrubber, type Plan } from "@roadbed/plan";
import type { CliPreview } from "@roadbed/plan/pulumi";
import { CommandError } from "../../failures/command-error";
import { EXIT_CODES, type ExitCode } from "../../model/exit-codes";
import { environmentSecrets } from "../../redaction/known-secrets";
import { redact } from "../../redaction/redact-report";
import { jsonText } from "../../report/json/json-text";
import { chooseStack, findTarget, requireOneStackFile } from "../../targets/target";
import type { CommandIO } from "../../terminal/command-io";
import { styleFor } from "../../terminal/style";
import { defined } from "../../util/defined";
import { classifyDrift } from "./classify-drift";
import { driftReport, type DriftReport } from "./drift-report";
import { driftText } from "./drift-text";
import type { DriftRequest } from "./flags";
import { readIgnoreFile } from "./ignore-file";

/** The version of the JSON report. Within a version, fields are only added. */
const REPORT_VERSION = 1;

/**
 * Reports which resources differ from the state of a stack. Writes no state.
 *
 * @returns the exit code
 * @throws CommandError or PreviewError if the drift cannot be determined
 */
export async function drift(
  directory: string,
  request: DriftRequest,
  { stdout, signal }: CommandIO,
): Promise<ExitCode> {
  const secrets = environmentSecrets();
  const { preview, root } =
    request.from === undefined ? await refresh(directory, request, signal) : await recorded(request.from, directory);
  secrets.addPlan(preview.plan);
  const entries = await readIgnoreFile(root, request.ignoreFile);
  const found = requireDrift(preview);
  for (const { old, current } of found)
    secrets.addPlan({ ...preview.plan, resources: [old, ...(current === undefined ? [] : [current])] });
  const report = redact(driftReport(preview.plan, classifyDrift(found, entries)), new Scrubber(secrets));
  stdout.write(
    request.output === "json"
      ? jsonText({ version: REPORT_VERSION, ...report })
      : driftText(report, { style: styleFor(stdout, request.color), quiet: request.quiet }),
  );
  return exitCodeOf(report);
}

const exitCodeOf = ({ outcome }: DriftReport): ExitCode =>
  outcome === "drifted" ? EXIT_CODES.changes.code : EXIT_CODES.passed.code;

interface Refreshed {
  readonly preview: CliPreview;
  /** The directory with the ignore file. */
  readonly root: string;
}

async function refresh(
  directory: string,
  { stack, timeoutSeconds, debug }: DriftRequest,
  signal: AbortSignal,
): Promise<Refreshed> {
  const program = await findTarget(directory, "pulumi");
  const { listStacks } = await import("@roadbed/plan/preview");
  const stacks = stack === undefined ? listStacks(program) : [];
  const choice = await chooseStack({ directory, program }, stacks, stack);
  requireOneStackFile(program, choice.stack);
  const { runPulumiCli } = await import("@roadbed/plan/pulumi");
  const preview = await runPulumiCli(program, {
    ...{ operation: "refresh", debug, signal, stack: choice.stack },
    ...defined({ organization: choice.organization, timeoutSeconds }),
  });
  return { preview, root: program.root };
}

async function recorded(file: string, directory: string): Promise<Refreshed> {
  const { readPlanFile } = await import("@roadbed/plan/pulumi");
  const content = readPlanFile(file);
  if (content.kind === "saved")
    throw new CommandError(
      "input-file-invalid",
      `${file}: expected the event log of "pulumi refresh --preview-only", got a plan that Roadbed saved, which contains no drift.`,
    );
  return { preview: content, root: directory };
}

/** Returns the drift that a refresh found. */
function requireDrift({ plan, drift: found, failure }: CliPreview): NonNullable<CliPreview["drift"]> {
  if (failure === "engine") throw new CommandError("program-failed", `The refresh failed: ${reasonOf(plan)}`);
  if (found !== undefined) return found;
  // The CLI reports no refresh steps for an empty stack.
  if (plan.resources.length === 0 && plan.steps.length === 0) return [];
  throw new CommandError(
    "input-file-invalid",
    'The file contains no refresh. Record one with "PULUMI_DEBUG_COMMANDS=true pulumi refresh --preview-only --event-log FILE".',
  );
}

const reasonOf = ({ diagnostics }: Plan): string =>
  diagnostics.find(({ severity }) => severity === "error")?.message ?? "the Pulumi CLI gave no reason.";
