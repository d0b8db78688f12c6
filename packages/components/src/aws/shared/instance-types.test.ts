import { instanceType, isArmInstanceType } from "./instance-types";

describe("isArmInstanceType", () => {
  it.each(["a1.large", "m7g.large", "c6gn.xlarge", "x2gd.metal", "im4gn.large", "hpc7g.4xlarge", "p6e-gb200.36xlarge"])(
    "includes %s",
    (type) => {
      expect(isArmInstanceType(type)).toBe(true);
    },
  );

  it.each(["m7i.large", "t3.medium", "g5.xlarge", "g6.xlarge", "p5.48xlarge", "trn1.2xlarge", "mac2.metal", undefined])(
    "excludes %s",
    (type) => {
      expect(isArmInstanceType(type)).toBe(false);
    },
  );
});

describe("instanceType", () => {
  it("rejects a size without a family", () => {
    expect([instanceType("m7i.large"), instanceType("large")?.code]).toEqual([undefined, "invalid-format"]);
  });
});
