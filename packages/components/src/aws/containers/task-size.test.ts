import { ArgumentIssues } from "../../shared/argument-issues";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import type { EcsCapacityType } from "./ecs-cluster-like";
import { checkTaskSize } from "./task-size";

const issuesOf = (cpu: number, memoryMiB: number, capacityType: EcsCapacityType = "fargate") =>
  issuesThrownBy(() => {
    const issues = new ArgumentIssues("EcsService", "orders");
    checkTaskSize(issues, { cpu, memoryMiB }, capacityType);
    issues.throwIfAny();
  });

describe("checkTaskSize", () => {
  it.each([
    [256, 512],
    [256, 1024],
    [256, 2048],
    [512, 4096],
    [1024, 8192],
    [2048, 5120],
    [4096, 30_720],
    [8192, 20_480],
    [16_384, 122_880],
  ])("accepts %i CPU units with %i MiB on Fargate", (cpu, memoryMiB) => {
    expect(issuesOf(cpu, memoryMiB)).toEqual([]);
  });

  it.each([
    [300, 512, "not-allowed cpu"],
    [256, 1536, "not-allowed memoryMiB"],
    [256, 4096, "not-allowed memoryMiB"],
    [512, 512, "not-allowed memoryMiB"],
    [1024, 2500, "not-allowed memoryMiB"],
    [8192, 17_408, "not-allowed memoryMiB"],
  ])("rejects %i CPU units with %i MiB on Fargate", (cpu, memoryMiB, code) => {
    expect(codesOf(issuesOf(cpu, memoryMiB))).toEqual([code]);
  });

  it("names the nearest sizes, and the CPU units that offer the memory", () => {
    expect(wordingOf(issuesOf(256, 4096))).toBe(
      "memoryMiB: expected an amount of memory that Fargate offers with 256 CPU units, got 4096. Use 2048. 4096 MiB is offered with 512, 1024, or 2048 CPU units.",
    );
    expect(wordingOf(issuesOf(256, 1536))).toContain("Use 1024 or 2048.");
  });

  it("accepts other sizes on instances", () => {
    expect(issuesOf(300, 700, "ec2")).toEqual([]);
    expect(codesOf(issuesOf(64, 1, "managedInstances"))).toEqual(["out-of-range cpu", "out-of-range memoryMiB"]);
  });
});
