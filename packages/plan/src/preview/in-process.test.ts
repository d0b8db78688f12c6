import { startInProcess } from "./in-process";
import { PreviewError } from "./program";

const start = (barred: string) =>
  startInProcess({
    organization: "o",
    project: "p",
    stack: "dev",
    root: __dirname,
    version: "3.248.0",
    config: { "pulumi:disable-default-providers": barred },
  });

describe("the packages without a default provider", () => {
  it.each(['["aws", "*"]', "[]", ""])("may be %j", (barred) => {
    expect(() => start(barred).close()).not.toThrow();
  });

  it.each(["aws", '{"aws":true}', "[1]", "true"])("may not be %j", (barred) => {
    expect(() => start(barred)).toThrow(
      new PreviewError(
        "configuration",
        'Configuration "pulumi:disable-default-providers" of stack dev must be a list of package names, such as ["aws"], or ["*"] for all.',
      ),
    );
  });
});
