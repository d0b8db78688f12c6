import { kinesisStreamDeclarations } from "../../../../test/cloudwatch/declarations/kinesis-stream";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { kinesisStream } from "./kinesis-stream";

describe("the monitors of a Kinesis stream", () => {
  specifyMonitors(kinesisStreamDeclarations);

  it("alarm on records that wait for half of the default retention period", () => {
    const { monitors } = kinesisStream({ name: "clicks", streamName: "clicks" });
    expect(monitors.filter(hasAlarm).map(({ name, alarm }) => [name, alarm.threshold])).toEqual([
      ["record-age", 12 * 60 * 60 * 1000],
      ["failed-writes", 5],
      ["throttled-writes", 5],
      ["throttled-reads", 10],
    ]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "clicks", streamName: "stream/clicks", maximumAgeSeconds: 30, retentionHours: 24 };
    expect(() => kinesisStream(args)).toThrowErrorMatchingSnapshot();
  });
});
