import type { Command } from "commander";
import { COMMON_FLAGS } from "../../flags/common";
import { addFlags, flagValues } from "../../flags/flag";
import type { CommandIO } from "../../terminal/command-io";
import { policyConfig } from "./policy-config";

const FLAGS = { preset: COMMON_FLAGS.preset, policyConfig: COMMON_FLAGS.policyConfig } as const;

/** Registers `roadbed policy-config`. */
export function addPolicyConfig(program: Command, { stdout }: CommandIO): void {
  const command = program
    .command("policy-config")
    .description(
      "Print one stack's policy settings in the format that the Pulumi CLI's --policy-pack-config flag reads.",
    )
    .argument("[DIR]", "The directory that contains a Pulumi.yaml file. Default: the current directory.")
    .requiredOption("-s, --stack <project/stack>", "The stack whose settings to print.");
  addFlags(command, FLAGS);
  command.action((directory: string | undefined, options: Readonly<Record<string, unknown>> & { stack: string }) =>
    policyConfig({ ...flagValues(FLAGS, options), stack: options.stack, directory: directory ?? "." }, stdout),
  );
}
