import type { ArgumentIssues } from "../../shared/argument-issues";
import { isPropertyMap } from "../../shared/argument-values";
import { nonEmptyString, plainObject } from "../../shared/checks";
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
  const isObject = issues.check(
    `${path}.applicationVariables`,
    applicationVariables,
    plainObject("an object of environment variables"),
  );
  checkPermissions(issues, `${path}.statements`, statements);
  return {
    image: issues.checkInput(`${path}.image`, image, imageReference),
    configuration,
    applicationVariables: isObject ? applicationVariables : {},
    statements: Array.isArray(statements) ? statements : [],
  };
}
