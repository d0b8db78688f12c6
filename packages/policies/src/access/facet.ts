import { isProperties, isUnknown, unwrapSecret, type Properties, type Value } from "@roadbed/plan";
import { compareAccessSets, type SetOptions } from "./compare-access-sets";
import type { AccessComparison } from "./comparison";
import { grantAccess, type Grant, type ReadContext } from "./grants";
import { compareDocuments } from "./iam/compare-documents";
import type { DocumentSource } from "./iam/document-access";
import { NO_ACCESS, type AccessSet } from "./requests/constraint";
import { canonicalForm, Holes } from "./values";

/**
 * An aspect of a resource that decides who can access what. It compares the inputs before and after a change. The inputs
 * are undefined if the resource does not exist.
 */
export type Facet = (before: Properties | undefined, after: Properties | undefined) => AccessComparison;

/** Returns a member of an object, or undefined if the value is not an object. */
export function memberOf(value: Value | undefined, name: string): Value | undefined {
  const inner = unwrapSecret(value ?? null);
  return isProperties(inner) ? inner[name] : undefined;
}

/** Returns the value at a path such as `vpcConfig.publicAccessCidrs`. */
export const valueAt = (inputs: Properties | undefined, path: string): Value | undefined =>
  path.split(".").reduce<Value | undefined>(memberOf, inputs);

/** Defines a facet of policy documents, which `read` returns. */
export const documents =
  (read: (inputs: Properties) => readonly DocumentSource[], options: SetOptions): Facet =>
  (before, after) =>
    compareDocuments(before === undefined ? [] : read(before), after === undefined ? [] : read(after), options);

/** Defines a facet of objects that allow requests. */
export const grants = (read: (inputs: Properties) => readonly Grant[], options: SetOptions): Facet =>
  accessSets((inputs, context) => grantAccess(read(inputs), context), options);

/** Defines a facet of requests that inputs allow. */
export const accessSets =
  (read: (inputs: Properties, context: ReadContext) => AccessSet, options: SetOptions): Facet =>
  (before, after) =>
    compareAccessSets((budget) => {
      const context = { holes: new Holes(), budget };
      return {
        before: before === undefined ? NO_ACCESS : read(before, context),
        after: after === undefined ? NO_ACCESS : read(after, context),
      };
    }, options);

/** A setting with values from closed to open. */
export interface Setting {
  readonly path: string;
  /** Returns how open a value is, or undefined if it is not known. Values that are not set are undefined. */
  readonly openness: (value: Exclude<Value, { readonly value: Value }> | undefined) => number | undefined;
  /** What happens if the setting becomes more open, as a clause. */
  readonly message: string;
  /**
   * How open the setting is without the resource.
   *
   * @default -1, less than every setting
   */
  readonly withoutResource?: number;
}

/** Defines a facet of a setting. */
export const setting =
  ({ path, openness, message, withoutResource = -1 }: Setting): Facet =>
  (before, after) => {
    const opennessIn = (inputs: Properties | undefined): number | undefined => {
      if (inputs === undefined) return withoutResource;
      const value = valueAt(inputs, path);
      const inner = value === undefined ? undefined : unwrapSecret(value);
      return isUnknown(inner) ? undefined : openness(inner ?? undefined);
    };
    const [old, current] = [opennessIn(before), opennessIn(after)];
    if (old !== undefined && current !== undefined) {
      if (current <= old) return { verdict: current === old ? "same" : "narrower", changes: [] };
      return { verdict: "broader", changes: [{ verdict: "broader", at: path, message }] };
    }
    const isUnchanged =
      before !== undefined &&
      after !== undefined &&
      canonicalForm(valueAt(before, path) ?? null) === canonicalForm(valueAt(after, path) ?? null);
    if (isUnchanged) return { verdict: "same", changes: [] };
    const unknown = `has a value that is not known, so that it may be that it ${message}`;
    return { verdict: "undecided", changes: [{ verdict: "undecided", at: path, message: unknown }] };
  };

/** A setting that is either true or false. */
export interface BooleanSetting {
  readonly path: string;
  /** The value with which the resource is more open. */
  readonly openIf: boolean;
  /**
   * The value if the setting is not set.
   *
   * @default false
   */
  readonly ifAbsent?: boolean;
  /** What happens if the setting becomes more open, as a clause. */
  readonly message: string;
  /** Whether everything is open without the resource. */
  readonly openWithoutResource?: boolean;
}

/** Defines a facet of a setting that is either true or false. */
export const booleanSetting = ({
  path,
  openIf,
  ifAbsent = false,
  message,
  openWithoutResource,
}: BooleanSetting): Facet =>
  setting({
    path,
    message,
    openness: (value = ifAbsent) => {
      // Pulumi also accepts booleans as strings.
      const isTrue = value === true || value === "true";
      if (!isTrue && value !== false && value !== "false") return undefined;
      return isTrue === openIf ? 1 : 0;
    },
    ...(openWithoutResource === true && { withoutResource: 1 }),
  });
