import * as pulumi from "@pulumi/pulumi";

/**
 * Checks that an optional peer dependency is installed. Without this check, Node.js prints a stack trace and names an
 * internal file of this package.
 *
 * @param entry - the entry point that needs the package
 * @param peer - the name of the package
 * @throws RunError if the package is not installed; Pulumi prints it without a stack trace
 */
export function requirePeer(entry: string, peer: string): void {
  try {
    require.resolve(peer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new pulumi.RunError(`${entry} requires the package ${peer}. Run \`npm install ${peer}\`.`);
  }
}
