/**
 * The type of an operand, in the words of CloudWatch.
 *
 * - `S`: a number.
 * - `TS`: a time series.
 * - `TS[]`: an array of time series.
 */
export type MathType = "S" | "TS" | "TS[]";

/** The type of an argument: a type of operands, a string, or one of several words such as `REPEAT`. */
export type ArgumentType = MathType | "string" | readonly string[];

/** One way to call a function. */
export interface Signature {
  /** The types that each argument can have. */
  readonly parameters: readonly (readonly ArgumentType[])[];
  readonly result: MathType;
  /**
   * Why an alarm must not use the function in this way; `undefined` if it can. `range` is for results that depend on how many
   * data points CloudWatch reads, which is more than the evaluation periods and not documented.
   */
  readonly notInAlarms?: "range" | "several";
}

const elementwise: readonly Signature[] = [
  { parameters: [["TS"]], result: "TS" },
  { parameters: [["TS[]"]], result: "TS[]" },
];
const runningTotal = elementwise.map((signature): Signature => ({ ...signature, notInAlarms: "range" }));
const aggregate: readonly Signature[] = [
  { parameters: [["TS"]], result: "S", notInAlarms: "range" },
  { parameters: [["TS[]"]], result: "TS" },
];
const ofTimestamp: readonly Signature[] = [{ parameters: [["TS"]], result: "TS" }];
const selection: readonly Signature[] = [{ parameters: [["TS[]"]], result: "TS" }];

const FILLERS = ["REPEAT", "LINEAR"];
const SORT_KEYS = ["AVG", "MIN", "MAX", "SUM"];
const SORT_ORDERS = ["ASC", "DESC"];

/**
 * The functions of metric math.
 *
 * @remarks
 * `LAMBDA`, which reads data sources other than CloudWatch, is not among them: a monitor watches metrics.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export const FUNCTIONS: ReadonlyMap<string, readonly Signature[]> = new Map(
  Object.entries<readonly Signature[]>({
    ABS: elementwise,
    ANOMALY_DETECTION_BAND: [
      { parameters: [["TS"]], result: "TS[]" },
      { parameters: [["TS"], ["S"]], result: "TS[]" },
    ],
    AVG: aggregate,
    CEIL: elementwise,
    DATAPOINT_COUNT: aggregate,
    DATE: ofTimestamp,
    DAY: ofTimestamp,
    DB_PERF_INSIGHTS: [{ parameters: [["string"], ["string"], ["string"]], result: "TS" }],
    DIFF: elementwise,
    DIFF_TIME: elementwise,
    EPOCH: ofTimestamp,
    FILL: [
      { parameters: [["TS"], ["S", FILLERS]], result: "TS" },
      { parameters: [["TS[]"], ["TS", "S", FILLERS]], result: "TS[]" },
    ],
    FIRST: selection,
    FLOOR: elementwise,
    HOUR: ofTimestamp,
    IF: [
      { parameters: [["TS"], ["S", "TS"]], result: "TS" },
      { parameters: [["TS"], ["S", "TS"], ["S", "TS"]], result: "TS" },
      { parameters: [["S"], ["TS"]], result: "TS" },
      { parameters: [["S"], ["TS"], ["TS"]], result: "TS" },
    ],
    INSIGHT_RULE_METRIC: [{ parameters: [["string"], ["string"]], result: "TS" }],
    LAST: selection,
    LOG: elementwise,
    LOG10: elementwise,
    MAX: aggregate,
    METRIC_COUNT: [{ parameters: [["TS[]"]], result: "S" }],
    METRICS: [
      { parameters: [], result: "TS[]" },
      { parameters: [["string"]], result: "TS[]" },
    ],
    MIN: aggregate,
    MINUTE: ofTimestamp,
    MONTH: ofTimestamp,
    PERIOD: [{ parameters: [["TS"]], result: "S" }],
    RATE: elementwise,
    REMOVE_EMPTY: [{ parameters: [["TS[]"]], result: "TS[]", notInAlarms: "range" }],
    RUNNING_SUM: runningTotal,
    SEARCH: [
      { parameters: [["string"], ["string"]], result: "TS[]", notInAlarms: "several" },
      { parameters: [["string"], ["string"], ["S"]], result: "TS[]", notInAlarms: "several" },
    ],
    SERVICE_QUOTA: [{ parameters: [["TS"]], result: "TS" }],
    SLICE: [
      { parameters: [["TS[]"], ["S"]], result: "TS[]" },
      { parameters: [["TS[]"], ["S"], ["S"]], result: "TS[]" },
    ],
    SORT: [
      { parameters: [["TS[]"], [SORT_KEYS], [SORT_ORDERS]], result: "TS[]" },
      { parameters: [["TS[]"], [SORT_KEYS], [SORT_ORDERS], ["S"]], result: "TS[]" },
    ],
    STDDEV: aggregate,
    SUM: aggregate,
    TIME_SERIES: [{ parameters: [["S"]], result: "TS" }],
    YEAR: ofTimestamp,
  }),
);
