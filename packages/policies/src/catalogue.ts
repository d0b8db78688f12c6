import type { Rule } from "./model";
import * as ecr from "./rules/aws/ecr";

/** One line for each file of rules. What a file exports is in the catalogue: adding a rule touches its file alone. */
const files: readonly Readonly<Record<string, Rule | readonly Rule[]>>[] = [ecr];

/** All rules, in the order of the files and then of their ids: the order of a module's exports means nothing. */
export const rules: readonly Rule[] = files.flatMap((file) =>
  Object.values(file)
    .flat()
    .sort((a, b) => a.id.localeCompare(b.id)),
);
