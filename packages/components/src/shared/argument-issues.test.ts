import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { ArgumentIssues, ArgumentsError } from "./argument-issues";
import { integerFrom, matching, oneOf } from "./checks";

const port = integerFrom(1, "Use a port.");

/** Returns the message of the error that contains the reported issues. */
function messageOf(report: (issues: ArgumentIssues) => unknown, name: string | undefined = "web"): string | undefined {
  const issues = new ArgumentIssues("Service", name);
  report(issues);
  try {
    issues.throwIfAny();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

describe("ArgumentsError", () => {
  it("has one line for one issue, and a list for several issues", () => {
    expect(messageOf((issues) => issues.check("port", 0, port))).toBe(
      'Service "web": port: expected an integer of at least 1, got 0. Use a port.',
    );
    const checkTwo = (issues: ArgumentIssues) => [issues.check("a", 0, port), issues.check("b", -1, port)];
    expect(messageOf(checkTwo)).toBe(
      'Service "web" has 2 invalid arguments:\n' +
        "  a: expected an integer of at least 1, got 0. Use a port.\n" +
        "  b: expected an integer of at least 1, got -1. Use a port.",
    );
  });

  it("shows a name of any type", () => {
    const report = (issues: ArgumentIssues) => issues.check("port", 0, port);
    expect(messageOf(report, 10n as never)).toMatch(/^Service 10n: port: /);
    expect(messageOf(report, {} as never)).toMatch(/^Service an object: port: /);
  });

  it("is not thrown without issues", () => {
    expect(messageOf((issues) => issues.check("port", 443, port))).toBeUndefined();
  });

  it("is printed by Pulumi without a stack trace, and contains the issues", () => {
    const issues = new ArgumentIssues("Service", "web");
    issues.check("port", 0, port);
    expect(() => issues.throwIfAny()).toThrow(ArgumentsError);
    try {
      issues.throwIfAny();
    } catch (error) {
      expect(pulumi.RunError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({
        component: "Service",
        resourceName: "web",
        issues: [{ code: "out-of-range", path: "port" }],
      });
    }
  });

  it.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    [[1], "an array"],
    [{ a: 1 }, "an object"],
    [() => 1, "a function"],
    [true, "true"],
    [NaN, "NaN"],
    [10n, "10n"],
    [Symbol("s"), "Symbol(s)"],
    ['say "hi"\n', String.raw`"say \"hi\"\n"`],
    ["x".repeat(81), `"${"x".repeat(80)}…"`],
  ])("describes %p as %s", (value, description) => {
    expect(messageOf((issues) => issues.check("port", value, port))).toContain(`got ${description}. Use a port.`);
  });
});

describe("checkNames", () => {
  const known = ["scanOnPush", "lifecycle", "tags"];
  const messageFor = (value: unknown, path = "") => messageOf((issues) => issues.checkNames(path, value, known));

  it.each([
    ["scanOnPsuh", 'Did you mean "scanOnPush"?'],
    ["lifecyle", 'Did you mean "lifecycle"?'],
    ["Tags", 'Did you mean "tags"?'],
    ["colour", "Use scanOnPush, lifecycle, or tags."],
    ["__proto__", "Use scanOnPush, lifecycle, or tags."],
    ["constructor", "Use scanOnPush, lifecycle, or tags."],
  ])("suggests a similar name, or lists the known names: %s", (name, remedy) => {
    const value: unknown = JSON.parse(`{ "${name}": 1 }`);
    expect(messageFor(value)).toBe(`Service "web": ${name}: unknown argument. ${remedy}`);
    expect(messageFor(value, "a[0]")).toBe(`Service "web": a[0].${name}: unknown argument. ${remedy}`);
  });

  it("shortens long lists of names", () => {
    const messageForNames = (names: string[]) =>
      messageOf((issues) => issues.checkNames("adopt", { subnet: {} }, names, "child"));
    const names = Array.from({ length: 20 }, (_, index) => `private-az${index}`);
    expect(messageForNames(names)).toContain(
      'adopt.subnet: unknown child. The closest of the 20 known names is "private-az0".',
    );
    expect(messageForNames([])).toContain("adopt.subnet: unknown child. Remove it.");
    expect(messageOf((issues) => issues.checkNames("adopt", 5, names))).toContain(
      "adopt: expected an object, got 5. Allowed properties: private-az0, private-az1, private-az2, and 17 more.",
    );
  });

  it("rejects values that are not objects, and throws if the arguments are not an object", () => {
    expect(messageFor(["tags"], "a")).toContain(
      "a: expected an object, got an array. Allowed properties: scanOnPush, lifecycle, tags.",
    );
    expect(() => new ArgumentIssues("Service", "web").checkNames("", 5, known)).toThrow(
      'Service "web": args: expected an object, got 5',
    );
  });
});

describe("oneOf", () => {
  it("suggests a similar value", () => {
    const words = oneOf(["on", "off", "sometimes"]);
    expect(words("off")).toBeUndefined();
    expect(words("sometime")).toMatchObject({ code: "not-allowed", remedy: 'Did you mean "sometimes"?' });
    expect(messageOf((issues) => issues.check("mode", 1, words))).toBe(
      'Service "web": mode: expected "on", "off", or "sometimes", got 1',
    );
  });
});

describe("matching", () => {
  it("accepts strings that match the pattern", () => {
    const digits = matching(/^\d+$/, "digits");
    expect(digits("12")).toBeUndefined();
    expect(digits("a")).toMatchObject({ code: "invalid-format" });
    expect(digits(12)).toMatchObject({ code: "wrong-type" });
  });
});

describe("checkInput", () => {
  const previewInput = (input: pulumi.Input<number>) =>
    preview(() => ({ port: new ArgumentIssues("Service", "web").checkInput<number>("port", input, port) }));

  it("checks plain values immediately", () => {
    expect(messageOf((issues) => issues.checkInput<number>("port", 0, port))).toContain("port: expected");
  });

  it.each([
    ["an output", pulumi.output(0)],
    ["a promise", Promise.resolve(0)],
  ])("checks %s when it resolves, with the same message", async (_, input) => {
    await expect(previewInput(input)).rejects.toThrow(new Error(messageOf((issues) => issues.check("port", 0, port))));
  });

  it("returns valid inputs", async () => {
    expect((await previewInput(pulumi.output(443))).outputs.port).toBe(443);
  });

  it("does not show secret values, or remedies that could contain them", async () => {
    await expect(previewInput(pulumi.secret(0))).rejects.toThrow(
      new Error('Service "web": port: expected an integer of at least 1, got a secret value'),
    );
  });

  it("accepts undefined in checkOptionalInput", () => {
    expect(messageOf((issues) => issues.checkOptionalInput<number>("port", undefined, port))).toBeUndefined();
  });
});
