import * as pulumi from "@pulumi/pulumi";
import { isPlain } from "./argument-issues";

/** Tags of cloud resources, by key. */
export type Tags = Readonly<Record<string, pulumi.Input<string>>>;

/** One set of tags out of several; a later set wins. Only what comes as an output makes the result one. */
export function mergeTags(...layers: readonly pulumi.Input<Tags>[]): pulumi.Input<Tags> {
  return layers.reduce((merged, layer) =>
    isPlain(merged) && isPlain(layer)
      ? { ...merged, ...layer }
      : pulumi.all([merged, layer]).apply(([first, second]) => ({ ...first, ...second })),
  );
}
