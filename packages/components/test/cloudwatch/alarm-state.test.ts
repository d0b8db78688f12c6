import type { MissingData } from "../../src/aws/monitors/monitor";
import { nextState, type AlarmState, type Datapoint } from "./alarm-state";

const TREATMENTS: readonly MissingData[] = ["missing", "ignore", "breaching", "notBreaching"];
const STATES: readonly AlarmState[] = ["OK", "ALARM", "INSUFFICIENT_DATA"];
const DATAPOINTS: Readonly<Record<string, Datapoint>> = { "0": "notBreaching", X: "breaching" };

/** Parses data points in the notation of the documentation: `0` does not breach, `X` breaches, `-` is missing. */
const parse = (datapoints: string) => datapoints.split(" ").map((symbol) => DATAPOINTS[symbol]);

const evaluate = (datapoints: string, datapointsToAlarm: number, missingData: MissingData, current: AlarmState) =>
  nextState({ evaluationPeriods: 3, datapointsToAlarm, missingData }, parse(datapoints), current);

/** The state after the evaluation for each treatment of missing data; "current" if it does not change. */
interface Row {
  readonly datapoints: string;
  /** The columns of the documentation: missing, ignore, breaching, notBreaching. */
  readonly states: readonly (AlarmState | "current")[];
}

/** Evaluates a row in each state that the alarm can have before. */
const evaluateRow = ({ datapoints }: Row, datapointsToAlarm: number) =>
  STATES.map((current) => TREATMENTS.map((each) => evaluate(datapoints, datapointsToAlarm, each, current)));
const expectedStates = ({ states }: Row) =>
  STATES.map((current) => states.map((state) => (state === "current" ? current : state)));

// Both tables are published in https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
const THREE_OF_THREE: readonly Row[] = [
  { datapoints: "0 - X - X", states: ["OK", "OK", "OK", "OK"] },
  { datapoints: "0 - - - -", states: ["OK", "OK", "OK", "OK"] },
  { datapoints: "- - - - -", states: ["INSUFFICIENT_DATA", "current", "ALARM", "OK"] },
  { datapoints: "0 X X - X", states: ["ALARM", "ALARM", "ALARM", "ALARM"] },
  { datapoints: "- - X - -", states: ["ALARM", "current", "ALARM", "OK"] },
];
const TWO_OF_THREE: readonly Row[] = [
  { datapoints: "0 - X - X", states: ["ALARM", "ALARM", "ALARM", "ALARM"] },
  { datapoints: "0 0 X 0 X", states: ["ALARM", "ALARM", "ALARM", "ALARM"] },
  { datapoints: "0 - X - -", states: ["OK", "OK", "ALARM", "OK"] },
  { datapoints: "- - - - 0", states: ["OK", "OK", "ALARM", "OK"] },
  { datapoints: "- - - X -", states: ["ALARM", "current", "ALARM", "OK"] },
];

describe("the published table of an alarm with 3 of 3 data points", () => {
  it.each(THREE_OF_THREE)("contains the row $datapoints", (row) => {
    expect(evaluateRow(row, 3)).toEqual(expectedStates(row));
  });
});

describe("the published table of an alarm with 2 of 3 data points", () => {
  it.each(TWO_OF_THREE)("contains the row $datapoints", (row) => {
    expect(evaluateRow(row, 2)).toEqual(expectedStates(row));
  });
});

describe("a premature alarm", () => {
  it.each(["- - - - X", "- - - X -"])("is avoided while the only data point is recent: %s", (datapoints) => {
    expect(evaluate(datapoints, 3, "missing", "OK")).toBe("OK");
    expect(evaluate(datapoints, 3, "missing", "INSUFFICIENT_DATA")).toBe("INSUFFICIENT_DATA");
  });

  it.each(["- - - X 0", "- - X - 0"])("does not follow if the next data point is not breaching: %s", (datapoints) => {
    expect(evaluate(datapoints, 3, "missing", "OK")).toBe("OK");
  });

  it("is raised when the breaching data point is as old as the datapoints to alarm", () => {
    expect(evaluate("- - X - -", 3, "missing", "OK")).toBe("ALARM");
    expect(evaluate("X - - - -", 3, "missing", "OK")).toBe("ALARM");
  });
});

describe("an alarm with all data points", () => {
  it("evaluates only the evaluation periods", () => {
    for (const each of TREATMENTS) {
      expect(evaluate("X X 0 X X", 3, each, "ALARM")).toBe("OK");
      expect(evaluate("0 0 X X X", 3, each, "OK")).toBe("ALARM");
    }
  });
});
