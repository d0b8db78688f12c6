/** A command of the query language. */
export interface QueryCommand {
  /** Whether the command needs arguments. */
  readonly needsArguments: boolean;
  /** Whether log groups of the class `INFREQUENT_ACCESS` support the command. */
  readonly inInfrequentAccess: boolean;
}

const ALWAYS_WITH_ARGUMENTS =
  "cidrlookup dedup display expand fields filter join limit lookup parse sort stats unnest where".split(" ");
const OTHERS = [
  ..."accum addtotals anomaly appendcols autoregress countFrequent filldown fillmissing".split(" "),
  ..."logcompare outlier relevantfields sessionize SOURCE".split(" "),
];
const STANDARD_ONLY = "diff filterIndex pattern unmask".split(" ");

const entries = (names: readonly string[], command: QueryCommand) => names.map((name) => [name, command] as const);

/**
 * The commands of CloudWatch Logs Insights by name.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData_Classes.html
 */
export const QUERY_COMMANDS: ReadonlyMap<string, QueryCommand> = new Map([
  ...entries(ALWAYS_WITH_ARGUMENTS, { needsArguments: true, inInfrequentAccess: true }),
  ...entries(OTHERS, { needsArguments: false, inInfrequentAccess: true }),
  ...entries(STANDARD_ONLY, { needsArguments: false, inInfrequentAccess: false }),
]);
