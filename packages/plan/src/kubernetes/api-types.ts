import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The type of a property of an object, as a string. `?` in front means that Kubernetes omits the property if it is
 * empty. `[` and `{` in front mean an array or a map of the type that follows. A number is the index of an object type.
 *
 * | String | Type                        |
 * | ------ | --------------------------- |
 * | `s`    | string                      |
 * | `b`    | Boolean                     |
 * | `n`    | integer                     |
 * | `f`    | number                      |
 * | `q`    | quantity, such as `500m`    |
 * | `i`    | integer or string           |
 * | `t`    | time                        |
 * | `d`    | duration                    |
 * | `y`    | bytes, in base64            |
 * | `*`    | any value                   |
 */
export type PropertyType = string;

/** The types of the properties of an object, by name. */
export type ObjectType = Readonly<Record<string, PropertyType>>;

interface ApiTypes {
  /** A description of the content for people who read the file. */
  readonly description: string;
  readonly sources: readonly Readonly<Record<string, string>>[];
  /** The index of each kind's type, by API version and kind: `apps/v1:Deployment`. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly types: readonly ObjectType[];
}

// The folder is next to src and dist, so that the relative path is the same for both.
const FILE = join(__dirname, "..", "..", "facts", "kubernetes-api.json");
let loaded: ApiTypes | undefined;

/**
 * Returns the types of the built-in Kubernetes API. The data file is read on the first call.
 *
 * @throws Error if the data file, which is part of this package, is missing or damaged
 */
export function apiTypes(): ApiTypes {
  try {
    return (loaded ??= JSON.parse(readFileSync(FILE, "utf8")) as ApiTypes);
  } catch (cause) {
    throw new Error(`The Kubernetes API types in ${FILE} cannot be read. Install @roadbed/plan again.`, { cause });
  }
}
