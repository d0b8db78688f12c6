import * as pulumi from "@pulumi/pulumi";
import { requirePeer } from "./peers";

describe("requirePeer", () => {
  it("reports a missing package without a stack trace", () => {
    const missing = () => requirePeer("@roadbed/components/moon", "@pulumi/moon");
    expect(missing).toThrow(pulumi.RunError);
    expect(missing).toThrow(
      new Error("@roadbed/components/moon requires the package @pulumi/moon. Run `npm install @pulumi/moon`."),
    );
  });

  it("accepts an installed package", () => {
    expect(() => requirePeer("@roadbed/components/aws", "@pulumi/aws")).not.toThrow();
  });
});
