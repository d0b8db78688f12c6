import type { Command } from "commander";
import type { CommandIO } from "../../terminal/command-io";
import { policyConfig } from "./policy-config";

interface Flags {
  readonly stack: string;
  readonly preset?: string;
  readonly policyConfig?: string;
}

/** Adds `roadbed policy-config`. */
export function addPolicyConfig(program: Command, { stdout }: CommandIO): void {
  program
    .command("policy-config")
    .description("print the settings of the rules for one stack as --policy-pack-config of the Pulumi CLI takes them")
    .argument("[DIR]", "the folder of a Pulumi.yaml (default: this folder)")
    .requiredOption("-s, --stack <project/stack>", "the stack whose settings to print")
    .option("--preset <name>", "the rules to apply and how (default: what roadbed.yaml says, or baseline)")
    .option("--policy-config <file>", "settings of the rules from outside of the repository")
    .action((directory: string | undefined, flags: Flags) =>
      policyConfig({ ...flags, directory: directory ?? "." }, stdout),
    );
}
