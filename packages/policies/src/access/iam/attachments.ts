import type { Properties, Value } from "@roadbed/plan";
import { accessSets, grants, valueAt, type Facet } from "../facet";
import { grantAccess, type Grant, type GrantValues } from "../grants";
import { elementsOf } from "../values";

/** The AWS managed policies that allow every action, whatever their partition is. */
const ALLOWS_EVERYTHING = /^arn:[^:]*:iam::aws:policy\/AdministratorAccess$/;
/** The AWS managed policy that denies every action. */
const DENIES_EVERYTHING = /^arn:[^:]*:iam::aws:policy\/AWSDenyAll$/;

/** The identity to which managed policies are attached: the name of the input, and what it identifies. */
export interface Attachment {
  /** The inputs that name the identities. */
  readonly identities: readonly string[];
  /** The input that contains one or several ARNs. */
  readonly policies: string;
}

/**
 * Defines a facet of managed policies that are attached to identities. What a policy allows is not part of the inputs, so
 * that two policies are different sets, except for AWS managed policies that allow or deny everything.
 */
export const attachments = ({ identities, policies }: Attachment): Facet =>
  grants(
    (inputs) =>
      (identities.length === 0 ? [[]] : identityValues(inputs, identities)).flatMap((identity) =>
        attached(inputs, policies, identity),
      ),
    { at: policies, othersAllow: true },
  );

/** Returns the constraints for each input that names identities. */
const identityValues = (inputs: Properties, names: readonly string[]): readonly (readonly GrantValues[])[] =>
  names.flatMap((name) => {
    const value = inputs[name];
    return value === undefined
      ? []
      : [
          [
            { subject: "identity", value: name },
            { subject: "principal", value },
          ],
        ];
  });

const attached = (inputs: Properties, path: string, identity: readonly GrantValues[]): readonly Grant[] =>
  elementsOf(valueAt(inputs, path)).map((arn) => {
    const values = [
      ...identity,
      { subject: "policy", value: allowsEverything(arn) ? undefined : arn, convert: withoutPartition },
    ];
    return typeof arn === "string" && DENIES_EVERYTHING.test(arn)
      ? { at: path, values: identity, denies: true }
      : { at: path, values };
  });

const allowsEverything = (arn: Value) => typeof arn === "string" && ALLOWS_EVERYTHING.test(arn);

/** All policies of an account are in the same partition, which is not known before the first resource exists. */
const withoutPartition = (arn: string) => arn.replace(/^arn:[^:]*:/, "arn::");

/**
 * Defines a facet of a permissions boundary. A boundary limits what policies allow, so that removing it broadens access.
 *
 * @param isSeparate - whether the boundary is a resource of its own, so that the identity exists without it
 */
export const permissionsBoundary = (path: string, isSeparate = false): Facet => {
  const compare = accessSets(
    (inputs, context) => {
      const [boundary] = elementsOf(valueAt(inputs, path));
      const value = boundary === undefined || boundary === "" || allowsEverything(boundary) ? undefined : boundary;
      return grantAccess([{ at: path, values: [{ subject: "policy", value, convert: withoutPartition }] }], context);
    },
    { at: path },
  );
  const unlimited = isSeparate ? {} : undefined;
  return (before, after) => compare(before ?? unlimited, after ?? unlimited);
};
