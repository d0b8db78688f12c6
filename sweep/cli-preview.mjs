import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromCliJson } from "./normal-form.mjs";

/** Previews a program with the Pulumi CLI and returns its plan in the normal form, or the error. */
export async function previewWithCli(folder, environment) {
  // Not in the folder of the program, because some programs archive that folder.
  const eventLog = join(environment.PULUMI_HOME, "events.json");
  const { code, stdout, stderr } = await run(
    "pulumi",
    ["preview", "--stack=dev", "--json", "--non-interactive", "--show-sames", `--event-log=${eventLog}`],
    { cwd: folder, environment },
  );
  const digest = JSON.parse(stdout.slice(stdout.indexOf("{")) || "{}");
  const errors = (digest.diagnostics ?? [])
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message);
  if (code !== 0) return { error: [...errors, stderr].join("\n").trim() };
  return { steps: (digest.steps ?? []).map(normalizeStep), outputs: stackOutputs(readFileSync(eventLog, "utf8")) };
}

function normalizeStep({ op, urn, newState = {} }) {
  return {
    key: `${op} ${urn}`,
    inputs: fromCliJson(newState.inputs ?? {}),
    provider: withoutId(newState.provider),
    parent: newState.parent,
    protect: newState.protect === true,
    retainOnDelete: newState.retainOnDelete === true,
    deletedWith: newState.deletedWith,
    dependencies: [...(newState.dependencies ?? [])].sort(),
    propertyDependencies: Object.fromEntries(
      Object.entries(newState.propertyDependencies ?? {})
        .filter(([, urns]) => urns?.length > 0)
        .map(([name, urns]) => [name, [...urns].sort()]),
    ),
    additionalSecretOutputs: [...(newState.additionalSecretOutputs ?? [])].sort(),
  };
}

/** Removes the ID from a reference to a provider, because it differs in every preview. */
const withoutId = (provider) => provider?.replace(/::[^:]*$/, "") || undefined;

/** Returns the outputs in the last event of the stack. Earlier events contain the outputs before the program set them. */
function stackOutputs(events) {
  const metadata = events
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line).resOutputsEvent?.metadata)
    .findLast((candidate) => candidate?.type === "pulumi:pulumi:Stack");
  return fromCliJson(metadata?.new?.outputs ?? {});
}

/** Runs a command and returns its exit code and output. */
export function run(command, args, { cwd, environment = process.env }) {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: environment, maxBuffer: 1e9, timeout: 600_000 };
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code === "string") reject(error);
      else resolve({ code: error === null ? 0 : (error.code ?? 1), stdout, stderr });
    });
  });
}
