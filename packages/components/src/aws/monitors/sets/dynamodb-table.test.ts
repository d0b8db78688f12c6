import { dynamoDbTableDeclarations } from "../../../../test/cloudwatch/declarations/dynamodb-table";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { isMetricMath } from "../metric";
import { hasAlarm } from "../monitor";
import { dynamoDbTable, type DynamoDbOperation } from "./dynamodb-table";

describe("the monitors of a DynamoDB table", () => {
  specifyMonitors(dynamoDbTableDeclarations);

  it("alarm on slow requests only if their limit is known", () => {
    const { monitors } = dynamoDbTable({ name: "orders", tableName: "orders" });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual(["errors", "throttles"]);
  });

  it("stay within ten metrics per alarm with five operations", () => {
    const operations: DynamoDbOperation[] = ["BatchGetItem", "GetItem", "PutItem", "Query", "Scan"];
    const { monitors } = dynamoDbTable({
      name: "orders",
      tableName: "orders",
      operations,
      maximumLatencyMilliseconds: 50,
    });
    const values = monitors.filter(hasAlarm).map(({ value }) => value);
    expect(values.map((value) => isMetricMath(value) && Object.keys(value.metrics).length)).toEqual([10, 10, 10]);
  });

  it("reject invalid arguments", () => {
    const table = (args: object) => () => dynamoDbTable({ name: "orders", tableName: "orders", ...args });
    expect(
      table({ tableName: "my orders", operations: "GetItem", maximumLatencyMilliseconds: 0.5 }),
    ).toThrowErrorMatchingSnapshot();
    expect(table({ operations: ["GetItem", "Get"] })).toThrowErrorMatchingSnapshot();
    expect(table({ operations: ["GetItem", "GetItem"] })).toThrowErrorMatchingSnapshot();
    expect(table({ operations: [] })).toThrowErrorMatchingSnapshot();
  });
});
