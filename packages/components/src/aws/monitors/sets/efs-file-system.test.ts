import { efsFileSystemDeclarations } from "../../../../test/cloudwatch/declarations/efs-file-system";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { efsFileSystem } from "./efs-file-system";

describe("the monitors of an EFS file system", () => {
  specifyMonitors(efsFileSystemDeclarations);

  it.each([
    [undefined, ["io-limit", "burst-credits"]],
    ["bursting", ["io-limit", "burst-credits"]],
    ["elastic", ["io-limit"]],
    ["provisioned", ["io-limit", "throughput"]],
  ] as const)("have alarms for what limits the throughput in the mode %s", (throughputMode, alarms) => {
    const args = { name: "uploads", fileSystemId: "fs-0a1b2c3d4e5f60718", ...(throughputMode && { throughputMode }) };
    expect(
      efsFileSystem(args)
        .monitors.filter(hasAlarm)
        .map(({ name }) => name),
    ).toEqual(alarms);
  });

  it("reject invalid arguments", () => {
    const args = { name: "uploads", fileSystemId: "uploads", throughputMode: "elastics" };
    expect(() => efsFileSystem(args as never)).toThrowErrorMatchingSnapshot();
  });
});
