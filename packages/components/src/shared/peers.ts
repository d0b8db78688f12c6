import * as pulumi from "@pulumi/pulumi";

/**
 * Fails with one sentence when a cloud SDK, which is an optional peer, is not installed. Without it, Node names a file of
 * ours that could not find a module, and prints a stack.
 */
export function requirePeer(entry: string, peer: string): void {
  try {
    require.resolve(peer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new pulumi.RunError(`${entry} needs the package ${peer}, which is not installed: npm install ${peer}`);
  }
}
