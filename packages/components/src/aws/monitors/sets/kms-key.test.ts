import * as pulumi from "@pulumi/pulumi";
import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { kmsKeyDeclarations } from "../../../../test/cloudwatch/declarations/kms-key";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { isMetricMath } from "../metric";
import { kmsKey } from "./kms-key";

const keyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";

describe("the monitors of a KMS key", () => {
  specifyMonitors(kmsKeyDeclarations);

  it("have alarms only if the key has imported key material that expires", () => {
    expect(alarmsOf(kmsKey({ name: "orders", keyArn }))).toEqual([]);
    expect(alarmsOf(kmsKey({ name: "orders", keyArn, keyMaterialExpires: true }))).toEqual([
      "expires-soon (ticket)",
      "expires (page)",
    ]);
  });

  it("accept the ARN of a key that the program creates", async () => {
    const [first] = kmsKey({ name: "orders", keyArn: pulumi.output(keyArn), keyMaterialExpires: true }).monitors;
    const value = first?.value;
    if (value === undefined || isMetricMath(value)) throw new Error("Expected a metric");
    const keyId = await new Promise((resolve) => pulumi.output(value.dimensions.KeyId).apply(resolve));
    expect(keyId).toBe("1234abcd");
  });

  it("reject invalid arguments", () => {
    const args = { name: "orders", keyArn: "alias/orders", keyMaterialExpires: 1, warningDays: 1 };
    expect(() => kmsKey(args as never)).toThrowErrorMatchingSnapshot();
  });
});
