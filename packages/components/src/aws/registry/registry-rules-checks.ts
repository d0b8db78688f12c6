import type * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching, oneOf } from "../../shared/checks";
import { regionName } from "../shared/aws-component-args";
import type { EcrReplicationDestination, EcrReplicationRule, EcrScanning } from "./ecr-registry-args";

/** Scan filters with all defaults. */
export interface ScanFilters {
  readonly type: EcrScanning["type"];
  readonly scanOnPush: readonly string[];
  readonly continuousScan: readonly string[];
}

const MAX_FILTERS = 100;

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ScanningRepositoryFilter.html
const scanFilter = matching(
  /^(?=.{1,255}$)[a-z0-9*](?:[._\-/]?[a-z0-9*])*$/,
  "a filter for repository names of 1 to 255 characters",
  'Use lowercase letters, digits, "*", and the separators ".", "_", "-", and "/". Example: "shop/*".',
);

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RepositoryFilter.html
const replicationPrefix = matching(
  /^(?=.{2,256}$)[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*\/?$/,
  "a prefix of repository names of 2 to 256 characters",
  'Use lowercase letters, digits, ".", "_", "-", and "/", but no wildcards. Example: "shop/".',
);

/** Accepts the ID of an AWS account. */
export const accountId = matching(/^\d{12}$/, "an account ID", 'Use a string of 12 digits: "123456789012".');

/** Checks an array of strings in which no element occurs twice. Returns the array, which is empty if it is invalid. */
function checkFilters(
  issues: ArgumentIssues,
  path: string,
  filters: readonly string[],
  { check, what, minimum }: { readonly check: Check<unknown>; readonly what: string; readonly minimum: number },
): readonly string[] {
  if (!Array.isArray(filters) || filters.length < minimum || filters.length > MAX_FILTERS) {
    const code = Array.isArray(filters) ? "out-of-range" : "wrong-type";
    issues.add(path, filters, expected(code, `an array of ${minimum} to ${MAX_FILTERS} ${what}`));
    return [];
  }
  const strings: readonly string[] = filters;
  strings.forEach((filter, index) => {
    const isValid = issues.check(`${path}[${index}]`, filter, check);
    if (isValid && strings.indexOf(filter) < index) {
      issues.add(`${path}[${index}]`, filter, { code: "duplicate", statement: `"${filter}" occurs twice` });
    }
  });
  return strings;
}

/** Checks `scanning` and returns it with all defaults. */
export function checkScanning(issues: ArgumentIssues, scanning: EcrScanning): ScanFilters {
  const path = "scanning";
  const none: ScanFilters = { type: "basic", scanOnPush: [], continuousScan: [] };
  if (!issues.checkNames(path, scanning, ["type", "scanOnPush", "continuousScan"])) return none;
  const { type, scanOnPush } = scanning;
  const continuousScan = "continuousScan" in scanning ? scanning.continuousScan : undefined;
  if (!issues.check(`${path}.type`, type, oneOf(["basic", "enhanced"]))) return none;
  if (type === "basic" && continuousScan !== undefined) {
    issues.add(`${path}.continuousScan`, continuousScan, {
      code: "conflict",
      statement: "basic scanning has no continuous scans",
      remedy: 'Set type: "enhanced", or remove it.',
    });
    return none;
  }
  const all = ["*"];
  const defaults = { scanOnPush: type === "basic" ? all : [], continuousScan: scanOnPush === undefined ? all : [] };
  const filters = { check: scanFilter, what: "filters", minimum: 0 };
  return {
    type,
    scanOnPush: checkFilters(issues, `${path}.scanOnPush`, scanOnPush ?? defaults.scanOnPush, filters),
    continuousScan:
      type === "basic"
        ? []
        : checkFilters(issues, `${path}.continuousScan`, continuousScan ?? defaults.continuousScan, filters),
  };
}

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html. ECR's API accepts more rules, but the provider
// rejects them.
const MAX_RULES = 10;
const MAX_DESTINATIONS = 25;

/**
 * Checks `replicationRules` and returns the checked rules.
 *
 * @param region - the Region of the registry
 */
export function checkReplicationRules(
  issues: ArgumentIssues,
  rules: readonly EcrReplicationRule[],
  region: pulumi.Input<string> | undefined,
): readonly EcrReplicationRule[] {
  const path = "replicationRules";
  if (!Array.isArray(rules)) {
    issues.add(path, rules, expected("wrong-type", "an array of replication rules"));
    return [];
  }
  if (rules.length > MAX_RULES) {
    const statement = `expected at most ${MAX_RULES} rules, got ${rules.length}`;
    issues.add(path, rules, { code: "out-of-range", statement });
  }
  const checked = rules.flatMap((rule: EcrReplicationRule, index) => {
    const rulePath = `${path}[${index}]`;
    if (!issues.checkNames(rulePath, rule, ["destinations", "repositoryPrefixes"])) return [];
    const destinations = checkDestinations(issues, `${rulePath}.destinations`, rule.destinations, region);
    const filters = { check: replicationPrefix, what: "prefixes", minimum: 1 };
    return rule.repositoryPrefixes === undefined
      ? [{ destinations }]
      : [
          {
            destinations,
            repositoryPrefixes: checkFilters(
              issues,
              `${rulePath}.repositoryPrefixes`,
              rule.repositoryPrefixes,
              filters,
            ),
          },
        ];
  });
  const count = new Set(checked.flatMap(({ destinations }) => destinations.map(destinationKey))).size;
  if (count > MAX_DESTINATIONS) {
    issues.add(path, undefined, {
      code: "out-of-range",
      statement: `expected at most ${MAX_DESTINATIONS} different destinations in all rules, got ${count}`,
    });
  }
  return checked;
}

/** Returns a value that is equal for equal destinations. Outputs are equal only to themselves. */
const destinationKey = (destination: EcrReplicationDestination): unknown => {
  const { region, accountId: account = "" } = destination;
  return isPlainValue(region) && isPlainValue(account) ? `${account}/${region}` : destination;
};

function checkDestinations(
  issues: ArgumentIssues,
  path: string,
  destinations: readonly EcrReplicationDestination[],
  registryRegion: pulumi.Input<string> | undefined,
): EcrReplicationDestination[] {
  if (!Array.isArray(destinations) || destinations.length === 0) {
    const code = Array.isArray(destinations) ? "out-of-range" : "wrong-type";
    issues.add(
      path,
      destinations,
      expected(code, "a non-empty array of destinations", 'Example: [{ region: "eu-central-1" }].'),
    );
    return [];
  }
  const keys = destinations.map(destinationKey);
  return destinations.flatMap((destination: EcrReplicationDestination, index) => {
    const destinationPath = `${path}[${index}]`;
    if (!issues.checkNames(destinationPath, destination, ["region", "accountId"])) return [];
    if (keys.indexOf(keys[index]) < index) {
      issues.add(destinationPath, destination, { code: "duplicate", statement: "the destination occurs twice" });
    }
    const { region, accountId: account } = destination;
    if (account === undefined && typeof region === "string" && region === registryRegion) {
      issues.add(`${destinationPath}.region`, region, {
        code: "conflict",
        statement: "is the Region of the registry itself",
        remedy: "Use another Region, or set accountId.",
      });
    }
    return [
      {
        region: issues.checkInput(`${destinationPath}.region`, region, regionName),
        ...(account !== undefined && {
          accountId: issues.checkInput(`${destinationPath}.accountId`, account, accountId),
        }),
      },
    ];
  });
}
