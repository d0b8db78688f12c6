import { findTypeFacts } from "@roadbed/plan/facts";
import { createResourceRule, type UntypedRuleDefinition } from "../authoring/define-rule";
import { isPlaintext } from "../conditions/plaintext-values";
import { holdersAt, type PropertyHolder } from "../conditions/property-holders";
import { inputPathOf } from "../kernel/input-path";
import type { ResourceRule } from "../authoring/rule";

/**
 * Matches the last name of properties that the provider hides, but that do not grant access: user names, IDs, public
 * certificates and keys, and free text.
 */
const NOT_A_CREDENTIAL =
  /(?:user_?name|clientId(?:Wo)?|bundleId|teamId|tokenKeyId|kmsKeyId|certificate|certificateChain|Pem|PublicKeys|principal|notes|schema|content|instructions|text|inputSchema|url|input|payload|banner|encryptionContext)$/i;

/** Matches properties of which `isValueSecret` decides whether they are secret. */
const OPTIONAL_SECRET = /httpParameters\.\w+\.value$/i;

/** Returns the properties of a type that contain credentials, without array indexes. */
export const credentialsOf = (type: string): readonly string[] =>
  (findTypeFacts(type)?.secretProperties ?? []).filter(
    (path) => !NOT_A_CREDENTIAL.test(path) && !OPTIONAL_SECRET.test(path),
  );

interface PlaintextCredentials extends Pick<UntypedRuleDefinition, "id" | "title" | "remedy" | "examples"> {
  /** The resource types, of which the rule reads those with credentials. */
  readonly types: readonly string[];
}

interface Credential {
  readonly inputs: PropertyHolder;
  readonly path: string;
}

/** Creates a rule that requires that credentials among the inputs are marked as secret. */
export function plaintextCredentialsRule({ types, ...meta }: PlaintextCredentials): ResourceRule {
  const withCredentials = types.filter((type) => credentialsOf(type).length > 0);
  return createResourceRule({
    ...meta,
    severity: "high",
    why: "Pulumi stores values that are not marked as secret in plain text in the state, and prints them in previews.",
    readers: Object.fromEntries(
      withCredentials.map(
        (type) => [type, (inputs: unknown) => credentialsOf(type).map((path) => ({ inputs, path }))] as const,
      ),
    ),
    readsSecretMarks: true,
    check: (item) => {
      const { inputs, path } = item as Credential;
      const names = path.split(".");
      const name = names.pop() ?? path;
      return holdersAt(inputs, names).map(
        (holder) =>
          isPlaintext(holder, name) && {
            at: inputPathOf(holder)?.child(name).toString() ?? path,
            message: "the value is not marked as secret",
          },
      );
    },
  });
}
