import { isUnknown, unwrapSecret, type Properties } from "@roadbed/plan";
import { joinPath } from "../../kernel/input-path";
import { documents, memberOf, valueAt, type Facet } from "../facet";
import { elementsOf } from "../values";
import { compareDocuments } from "./compare-documents";
import type { DocumentSource } from "./document-access";

/**
 * Defines a facet of a policy that allows requests together with other policies: of the identity, or of the resource.
 *
 * @param holder - the input that names the identity to which the policy is attached
 */
export const sharedPolicy = (path = "policy", holder?: string): Facet =>
  documents((inputs) => [source(inputs, path, holder)], { at: path, othersAllow: true });

/** Defines a facet of a policy without which nothing is allowed, such as the trust policy of a role. */
export const requiredPolicy = (path: string, ifAbsent?: DocumentSource["ifAbsent"]): Facet =>
  documents((inputs) => [{ ...source(inputs, path), ...(ifAbsent && { ifAbsent }) }], { at: path });

/**
 * Defines a facet of a policy that limits what other policies allow. Without the policy, nothing is limited.
 *
 * @param isSeparate - whether the policy is a resource of its own, so that the limited resource exists without it
 */
export const limitingPolicy = (path: string, isSeparate: boolean): Facet => {
  const read = (inputs: Properties): readonly DocumentSource[] => [{ ...source(inputs, path), ifAbsent: "everything" }];
  const unlimited: DocumentSource = { value: undefined, at: path, ifAbsent: "everything" };
  const missing = isSeparate ? [unlimited] : [];
  return (before, after) =>
    compareDocuments(before === undefined ? missing : read(before), after === undefined ? missing : read(after), {
      at: path,
    });
};

/** Defines a facet of a list of objects that each contain a policy of the same identity. */
export const policyList = (list: string, member: string): Facet =>
  documents(
    (inputs) =>
      elementsOf(inputs[list]).map((element, index) => ({
        // An unknown element is compared as an unknown document.
        value: isUnknown(unwrapSecret(element)) ? element : memberOf(element, member),
        at: joinPath(joinPath(list, index), member),
      })),
    { at: list, othersAllow: true },
  );

function source(inputs: Properties, path: string, holder?: string): DocumentSource {
  const value = valueAt(inputs, path);
  if (holder === undefined) return { value, at: path };
  return { value, at: path, attachedTo: [{ subject: "identity", value: inputs[holder] }] };
}
