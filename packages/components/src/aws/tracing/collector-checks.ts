import type { ArgumentIssues } from "../../shared/argument-issues";
import { isPropertyMap } from "../../shared/argument-values";
import { nonEmptyString, plainObject, stringValue } from "../../shared/checks";
import { imageReference } from "../../shared/image-reference";
import { checkPermissions } from "../shared/permissions";
import type { TracingCollector } from "./collector";

const PROPERTIES: Readonly<Record<keyof TracingCollector, true>> = {
  image: true,
  configuration: true,
  applicationVariables: true,
  statements: true,
};

/** Checks a collector that is not necessarily that of a `Tracing`; returns `undefined` if it is not an object. */
export function checkCollector(
  issues: ArgumentIssues,
  path: string,
  collector: TracingCollector,
): TracingCollector | undefined {
  issues.checkNames(path, collector, Object.keys(PROPERTIES));
  if (!isPropertyMap(collector)) return undefined;
  const { image, configuration, applicationVariables, statements } = collector;
  issues.check(`${path}.configuration`, configuration, nonEmptyString("the configuration of a collector"));
  const variablesPath = `${path}.applicationVariables`;
  const isObject = issues.check(variablesPath, applicationVariables, plainObject("an object of environment variables"));
  for (const [name, value] of Object.entries(isObject ? applicationVariables : {})) {
    issues.check(`${variablesPath}.${name}`, value, stringValue);
  }
  checkPermissions(issues, `${path}.statements`, statements);
  return {
    image: issues.checkInput(`${path}.image`, image, imageReference),
    configuration,
    applicationVariables: isObject ? applicationVariables : {},
    statements: Array.isArray(statements) ? statements : [],
  };
}
