import * as pulumi from "@pulumi/pulumi";
import { isPlainValue } from "./argument-issues";

/** Tags of cloud resources, by key. */
export type Tags = Readonly<Record<string, pulumi.Input<string>>>;

/** Merges sets of tags; later sets take precedence. The result is a plain object unless one of the sets is an output. */
export function mergeTags(...layers: readonly pulumi.Input<Tags>[]): pulumi.Input<Tags> {
  return layers.reduce((merged, layer) =>
    isPlainValue(merged) && isPlainValue(layer)
      ? { ...merged, ...layer }
      : pulumi.all([merged, layer]).apply(([first, second]) => ({ ...first, ...second })),
  );
}
