import type { Ajv, ErrorObject } from "ajv";
import type { ConfiguredPolicyPack, LoadedPolicyPack, PackSettings } from "@roadbed/plan/policy-packs";
import type { PolicyPackSettings } from "@roadbed/policies/internal";
import { CommandError } from "../../failures/command-error";
import type { PolicyPack } from "../../targets/policy-packs";
import { SCHEMA_FORMATS } from "../../targets/settings/schema-formats";
import { schemaIssues } from "../../targets/settings/schema-issues";

/**
 * Returns the settings for a policy pack. The file on the command line overrides the settings files.
 *
 * @param settings - the settings in settings files; later elements override earlier ones
 */
export function settingsOfPack(
  name: string,
  configFile: PolicyPack["configFile"],
  settings: readonly PolicyPackSettings[],
): readonly PackSettings[] {
  const inFiles = settings.flatMap((byPack) => (Object.hasOwn(byPack, name) ? [byPack[name] ?? {}] : []));
  return configFile === undefined ? inFiles : [...inFiles, configFile.settings];
}

/** Returns a caveat for each policy in the settings that does not exist. The Pulumi CLI ignores such settings. */
export function unknownPolicyCaveats(
  { name, policies }: LoadedPolicyPack,
  settings: readonly PackSettings[],
): readonly string[] {
  const known = new Set([...policies, "all"]);
  const unknown = settings.flatMap((byPolicy) => Object.keys(byPolicy).filter((policy) => !known.has(policy)));
  return [...new Set(unknown)].map(
    (policy) =>
      `the settings of the policy pack ${name} contain the policy ${JSON.stringify(policy)}, which does not exist`,
  );
}

/**
 * Validates the configuration of policies against the schemas in their packs, as the Pulumi CLI does.
 *
 * @throws CommandError `configuration-invalid` with all issues
 */
export async function validateConfiguration(packs: readonly ConfiguredPolicyPack[]): Promise<void> {
  const { Ajv: Validator } = await import("ajv");
  const { closestNames } = await import("@roadbed/policies/internal");
  // Packs can use keywords and formats that the validator does not support. As in the Pulumi CLI, these have no effect.
  const ajv = new Validator({ allErrors: true, verbose: true, strict: false, logger: false, formats: SCHEMA_FORMATS });
  const issues = packs.flatMap(({ name, configurations }) =>
    configurations.flatMap(({ policy, properties, schema }) => {
      if (schema === undefined) return [];
      return issuesOf(ajv, schema, properties, closestNames).map(
        (issue) => `Policy pack ${name}: ${policy}: ${issue}.`,
      );
    }),
  );
  const last = issues.pop();
  if (last !== undefined) throw new CommandError("configuration-invalid", [...issues, `${last} ${REMEDY}`]);
}

const REMEDY = "Configure policy packs with --policy-pack-config, or in roadbed.yaml with policyPacks.";

function issuesOf(
  ajv: Ajv,
  schema: object,
  properties: object,
  closest: Parameters<typeof schemaIssues>[1],
): readonly string[] {
  let validate;
  try {
    validate = ajv.compile(schema);
  } catch (error) {
    return [
      `the configuration schema in the pack is invalid: ${error instanceof Error ? error.message : String(error)}`,
    ];
  }
  if (validate(properties)) return [];
  return (validate.errors ?? []).flatMap((error) => {
    if (error.keyword === "required") return [`${missingPath(error)} is required`];
    return schemaIssues([error], closest).map(({ message }) => message);
  });
}

/** Returns the path of a missing property, such as `tags` or `limits.memory`. */
function missingPath({ instancePath, params }: ErrorObject): string {
  const { missingProperty } = params as { missingProperty: string };
  return [...instancePath.split("/").slice(1), missingProperty].join(".");
}
