import * as pulumi from "@pulumi/pulumi";
import { requirePeer } from "./peers";

describe("an optional peer", () => {
  it("is missed in one sentence, which Pulumi prints without a stack trace", () => {
    const missing = () => requirePeer("@roadbed/components/moon", "@pulumi/moon");
    expect(missing).toThrow(pulumi.RunError);
    expect(missing).toThrow(
      new Error(
        "@roadbed/components/moon needs the package @pulumi/moon, which is not installed: npm install @pulumi/moon",
      ),
    );
  });

  it("is not missed where it is installed", () => {
    expect(() => requirePeer("@roadbed/components/aws", "@pulumi/aws")).not.toThrow();
  });
});
