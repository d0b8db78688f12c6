import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { ArgumentsError, oneOf, Problems, textLike, wholeNumber } from "./argument-issues";

const port = wholeNumber(1, "write a port");

/** What `judge` adds to the problems, as the message of their error. */
function messageOf(judge: (problems: Problems) => unknown, name: string | undefined = "web"): string | undefined {
  const problems = new Problems("Service", name);
  judge(problems);
  try {
    problems.throwIfAny();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

describe("an error of wrong arguments", () => {
  it("is one line for one problem, and a list for several", () => {
    expect(messageOf((problems) => problems.check("port", 0, port))).toBe(
      'Service "web": port: 0 is not a whole number of at least 1; write a port',
    );
    const both = (problems: Problems) => [problems.check("a", 0, port), problems.check("b", -1, port)];
    expect(messageOf(both)).toBe(
      'Service "web" has 2 wrong arguments:\n' +
        "  a: 0 is not a whole number of at least 1; write a port\n" +
        "  b: -1 is not a whole number of at least 1; write a port",
    );
  });

  it("is not thrown when all is well", () => {
    expect(messageOf((problems) => problems.check("port", 443, port))).toBeUndefined();
  });

  it("is printed by Pulumi without a stack trace, and says what is wrong to programs too", () => {
    const problems = new Problems("Service", "web");
    problems.check("port", 0, port);
    expect(() => problems.throwIfAny()).toThrow(ArgumentsError);
    try {
      problems.throwIfAny();
    } catch (error) {
      expect(pulumi.RunError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ component: "Service", resourceName: "web", problems: [{ path: "port" }] });
    }
  });

  it.each<[unknown, string]>([
    [undefined, "nothing"],
    [null, "nothing"],
    [[1], "a list"],
    [{ a: 1 }, "an object"],
    [() => 1, "a function"],
    [true, "true"],
    [NaN, "NaN"],
    [10n, "10n"],
    [Symbol("s"), "Symbol(s)"],
    ['say "hi"\n', String.raw`"say \"hi\"\n"`],
    ["x".repeat(81), `"${"x".repeat(80)}…"`],
  ])("writes %p as %s", (value, shown) => {
    expect(messageOf((problems) => problems.check("port", value, port))).toContain(`port: ${shown} is not`);
  });
});

describe("names", () => {
  const known = ["scanOnPush", "lifecycle", "tags"];
  const judged = (value: unknown, path = "") => messageOf((problems) => problems.checkNames(path, value, known));

  it.each([
    ["scanOnPsuh", "did you mean scanOnPush?"],
    ["lifecyle", "did you mean lifecycle?"],
    ["Tags", "did you mean tags?"],
    ["colour", "write one of scanOnPush, lifecycle, tags"],
    ["__proto__", "write one of scanOnPush, lifecycle, tags"],
    ["constructor", "write one of scanOnPush, lifecycle, tags"],
  ])("that are not known get the nearest one: %s", (name, remedy) => {
    const value: unknown = JSON.parse(`{ "${name}": 1 }`);
    expect(judged(value)).toBe(`Service "web": ${name}: is not known here; ${remedy}`);
    expect(judged(value, "a[0]")).toBe(`Service "web": a[0].${name}: is not known here; ${remedy}`);
  });

  it("that are not known get only the nearest of many, and none of none", () => {
    const among = (names: string[]) => messageOf((problems) => problems.checkNames("adopt", { subnet: {} }, names));
    const many = Array.from({ length: 20 }, (_, index) => `private-az${index}`);
    expect(among(many)).toContain("adopt.subnet: is not known here; of the 20 there are, private-az0 is the nearest");
    expect(among([])).toContain("adopt.subnet: is not known here; leave it out");
    expect(messageOf((problems) => problems.checkNames("adopt", 5, many))).toContain(
      "adopt: 5 is not an object; write an object with any of private-az0, private-az1, private-az2 and so on",
    );
  });

  it("belong to objects", () => {
    expect(judged(["tags"], "a")).toContain("a: a list is not an object; write an object with any of scanOnPush");
    expect(() => new Problems("Service", "web").checkNames("", 5, known)).toThrow(
      'Service "web": arguments: 5 is not an object',
    );
  });
});

describe("words and texts", () => {
  it("get the nearest word", () => {
    const word = oneOf(["on", "off", "sometimes"]);
    expect(word("off")).toBeUndefined();
    expect(word("sometime")?.remedy).toBe("did you mean sometimes?");
    expect(word(1)).toEqual({
      limit: 'is not "on" or "off" or "sometimes"',
      remedy: 'write "on" or "off" or "sometimes"',
    });
  });

  it("are texts", () => {
    const digits = textLike(/^\d+$/, "digits", "write digits");
    expect(digits("12")).toBeUndefined();
    expect(digits(12)).toEqual({ limit: "is not digits", remedy: "write digits" });
  });
});

describe("inputs", () => {
  const checked = (input: pulumi.Input<number>) =>
    preview(() => ({ port: new Problems("Service", "web").checkInput<number>("port", input, port) }));

  it("are judged at once when they are plain", () => {
    expect(messageOf((problems) => problems.checkInput<number>("port", 0, port))).toContain("port: 0 is not");
  });

  it.each([
    ["an output", pulumi.output(0)],
    ["a promise", Promise.resolve(0)],
  ])("are judged with the same text once they are known: %s", async (_, input) => {
    await expect(checked(input)).rejects.toThrow(new Error(messageOf((problems) => problems.check("port", 0, port))));
  });

  it("are passed on when they are right", async () => {
    expect((await checked(pulumi.output(443))).outputs.port).toBe(443);
  });

  it("are not shown when they are secret", async () => {
    await expect(checked(pulumi.secret(0))).rejects.toThrow(
      new Error('Service "web": port: the secret value is not a whole number of at least 1; write a port'),
    );
  });

  it("may be left out where that is said", () => {
    expect(messageOf((problems) => problems.checkOptional<number>("port", undefined, port))).toBeUndefined();
  });
});
