import { SupportsFeatureRequest, type SupportsFeatureResponse } from "@pulumi/pulumi/proto/resource_pb";
import { thrownBy } from "../../test/thrown-by";
import { startInProcess } from "./in-process";

const start = (value: string) =>
  startInProcess({
    organization: "o",
    project: "p",
    stack: "dev",
    root: __dirname,
    version: "3.248.0",
    config: { "pulumi:disable-default-providers": value },
  });

describe("pulumi:disable-default-providers", () => {
  it.each(['["aws", "*"]', "[]", ""])("can be %j", (value) => {
    expect(() => start(value).close()).not.toThrow();
  });

  it.each(["aws", '{"aws":true}', "[1]", "true"])("cannot be %j", (value) => {
    expect(thrownBy(() => start(value))).toMatchObject({ name: "PreviewError", code: "configuration" });
  });
});

it("startInProcess accepts messages of another copy of the SDK", async () => {
  const engine = start("");
  const bytes = new SupportsFeatureRequest().setId("transforms").serializeBinary();
  const answer = await new Promise<SupportsFeatureResponse>((resolve, reject) => {
    engine.monitor.supportsFeature?.({ serializeBinary: () => bytes }, (error: Error | null, found: unknown) =>
      error === null ? resolve(found as SupportsFeatureResponse) : reject(error),
    );
  });
  expect(answer.getHassupport()).toBe(true);
  engine.close();
});
