import { ArgumentIssues } from "../../shared/argument-issues";
import { isPropertyMap } from "../../shared/argument-values";
import { expected } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { kmsKeyArn } from "../shared/arn";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import {
  ACCOUNT_TRACING_ARGUMENTS,
  ACCOUNT_TRACING_DEFAULTS,
  type AccountTracingArgs,
  type AccountTracingDefaults,
  type AccountTransactionSearchArgs,
} from "./account-tracing-args";
import { percentage } from "./percentage";

/** The checked arguments of an AccountTracing with all defaults. */
export type AccountTracingSettings = AccountTracingArgs &
  AccountTracingDefaults & {
    /** The percentage of traces that X-Ray indexes; `undefined` without Transaction Search. */
    readonly indexedPercent: number | undefined;
  };

/**
 * Checks the arguments of an AccountTracing.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkAccountTracingArgs(name: string, args: AccountTracingArgs): AccountTracingSettings {
  const issues = new ArgumentIssues("AccountTracing", name);
  const settings = withDefaults(issues, ACCOUNT_TRACING_DEFAULTS, ACCOUNT_TRACING_ARGUMENTS, args);
  const indexedPercent = checkTransactionSearch(issues, settings.transactionSearch);
  const checked = {
    ...settings,
    indexedPercent,
    kmsKeyArn: issues.checkOptionalInput("kmsKeyArn", settings.kmsKeyArn, kmsKeyArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  const searchChildren = indexedPercent === undefined ? [] : ["policy", "indexing"];
  checkAdoption(issues, settings, ["encryption", "destination", ...searchChildren]);
  issues.throwIfAny();
  return checked;
}

function checkTransactionSearch(
  issues: ArgumentIssues,
  transactionSearch: false | AccountTransactionSearchArgs,
): number | undefined {
  if (transactionSearch === false) return undefined;
  if (typeof (transactionSearch as unknown) === "boolean") {
    const remedy = "Use {} for the defaults.";
    issues.add("transactionSearch", transactionSearch, expected("wrong-type", "false or an object", remedy));
    return undefined;
  }
  issues.checkNames("transactionSearch", transactionSearch, ["indexedPercent"]);
  if (!isPropertyMap(transactionSearch)) return undefined;
  const { indexedPercent = 1 }: AccountTransactionSearchArgs = transactionSearch;
  issues.check("transactionSearch.indexedPercent", indexedPercent, percentage);
  return indexedPercent;
}
