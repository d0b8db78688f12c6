import { inspect } from "node:util";
import fc from "fast-check";
import { SECRET_MASK } from "../model";
import { Scrubber } from "./scrubber";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const scrub = (text: string, ...secrets: string[]) => new Scrubber(secrets).scrub(text);

describe("known secrets", () => {
  it.each([
    ["anywhere in a string", "url=postgres:hunter2hunter2@db", "hunter2hunter2", `url=postgres:${SECRET_MASK}@db`],
    ["as a complete word if they are short", "the pin is 4711.", "4711", `the pin is ${SECRET_MASK}.`],
    ["escaped as in JSON", '{"a":"two\\nlines \\"here\\""}', 'two\nlines "here"', `{"a":"${SECRET_MASK}"}`],
    ["line by line", "-- second line --", "first line\nsecond line", `-- ${SECRET_MASK} --`],
    ["in base64", `Basic ${Buffer.from("user:hunter2").toString("base64")}`, "user:hunter2", `Basic ${SECRET_MASK}`],
    ["in a URL", "?q=a%26b%3Dc%20d", "a&b=c d", `?q=${SECRET_MASK}`],
    ["in HTML", "<p>a&amp;b&lt;c&quot;d</p>", 'a&b<c"d', `<p>${SECRET_MASK}</p>`],
    ["in the JSON of Go", '{"a":"a\\u0026b\\u003cc"}', "a&b<c", `{"a":"${SECRET_MASK}"}`],
    ["in quotes of a shell", String.raw`export A='it'\''s me'`, "it's me", `export A='${SECRET_MASK}'`],
    ["with the escapes of a shell", String.raw`export A=it\'s\ \$me`, "it's $me", `export A=${SECRET_MASK}`],
  ])("are hidden %s", (_, text, secret, expected) => {
    expect(scrub(text, secret)).toBe(expected);
  });

  it.each([
    ["in hexadecimal", `0x${Buffer.from("hunter2hunter2").toString("hex").toUpperCase()}`, "0x[secret]"],
    ["inside a longer base64 text", Buffer.from("me:hunter2hunter2").toString("base64"), "[secret]"],
    ["inside a short base64 text", Buffer.from("hunter2hunter2").toString("base64").replace(/=+$/, ""), "[secret]"],
    ["in base64 in JSON in base64", base64(JSON.stringify({ password: base64("hunter2hunter2") })), "[secret]"],
    ["in base64 in a sentence", `run ${base64("export KEY=hunter2hunter2")} now`, "run [secret] now"],
    ["in a printed buffer", inspect(Buffer.from("hunter2hunter2")), "<Buffer [secret]>"],
    ["in a buffer in JSON", JSON.stringify(Buffer.from("hunter2hunter2")), '{"type":"Buffer","data":[[secret]]}'],
    ["with colors in between", "the key is \u001b[31mhunter2\u001b[0mhunter2.", "the key is \u001b[31m[secret]."],
    ["with invisible characters in between", "the key is hunter2\u200bhunter2.", "the key is [secret]."],
    ["wrapped with an indentation", "key: hunter2hu\n    nter2.", "key: [secret]."],
    ["truncated inside a text", "it failed with hunter2hunt… Save a plan.", "it failed with [secret]… Save a plan."],
    ["wrapped at the end of a line", "key: hunter2hu\nnter2.", "key: [secret]."],
    ["truncated at the end", "the key is hunter2hunt…", "the key is [secret]…"],
  ])("are hidden %s", (_, text, expected) => {
    expect(scrub(text, "hunter2hunter2")).toEqual(
      typeof expected === "string" ? expected : expect.stringMatching(expected),
    );
  });

  it("are replaced by the given mask", () => {
    expect(new Scrubber(["hunter22"], (secret) => `<${secret.length}>`).scrub("a hunter22 b")).toBe("a <8> b");
  });

  it("are kept in names if they are short", () => {
    const scrubber = new Scrubber(["api", "hunter2hunter2"]);
    expect(scrubber.scrubName("urn:pulumi:dev::api::a:b:C::hunter2hunter2")).toBe(
      "urn:pulumi:dev::api::a:b:C::[secret]",
    );
  });

  it("are hidden in names if they match the pattern of a credential", () => {
    expect(new Scrubber([]).scrubName("urn:pulumi:dev::shop::a:b:C::AKIAIOSFODNN7EXAMPLE")).toMatch(/::\[secret\]$/);
  });

  it("are found in long hostile strings", () => {
    const strings = ["a=".repeat(50_000) + "(", " ".repeat(100_000) + "!", "…".repeat(100_000), '"a":"'.repeat(50_000)];
    for (const text of strings) expect(scrub(`${text} hunter2hunter2`, "hunter2hunter2")).toContain(SECRET_MASK);
  });

  it("are not hidden inside longer words if they are short", () => {
    expect(scrub("production, prod-1, reproduce", "prod")).toBe("production, prod-1, reproduce");
  });

  it("are hidden completely if they overlap", () => {
    expect(scrub("xabcdefghijklmnopy", "abcdefghij", "ghijklmnop")).toBe(`x${SECRET_MASK}y`);
  });

  it("are hidden in every string", () => {
    // The replacement itself must not contain or complete a secret.
    const secrets = fc
      .string({ minLength: 8, maxLength: 40 })
      .filter((text) => text.trim().length >= 8 && !/[[\]]/.test(text));
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(secrets, { minLength: 1, maxLength: 5 }),
        fc.string(),
        (before, known, after) => {
          const scrubbed = new Scrubber(known).scrub(before + known.join("") + after);
          return known.every((secret) => !scrubbed.includes(secret.trim()));
        },
      ),
    );
  });
});

describe("values that look like credentials", () => {
  const letters = (length: number) => "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0fR".repeat(4).slice(0, length);

  it.each([
    ["AKIAIOSFODNN7EXAMPLE"],
    [`ghp_${letters(36)}`],
    [`github_pat_${letters(60)}`],
    [`glpat-${letters(20)}`],
    [`xoxb-${letters(24)}`],
    [`sk_live_${letters(24)}`],
    [`sk-ant-api03-${letters(40)}`],
    [`pul-${"0123456789abcdef".repeat(3).slice(0, 40)}`],
    [`npm_${letters(36)}`],
    [`AIza${letters(35)}`],
    [`hvs.${letters(24)}`],
    [`eyJ${letters(20)}.eyJ${letters(30)}.${letters(43)}`],
    [`-----BEGIN RSA PRIVATE KEY-----\n${letters(64)}\n-----END RSA PRIVATE KEY-----`],
    [`-----BEGIN OPENSSH PRIVATE KEY-----\n${letters(64)}`],
  ])("are hidden: %s", (credential) => {
    expect(scrub(`before ${credential} after`.trim())).toMatch(/^before \[secret\]/);
    expect(scrub(`before ${credential} after`)).not.toContain(credential.slice(0, 12));
  });

  it.each([
    ["the password in a URL", "postgres://shop:hunter2@db/shop", "postgres://shop:[secret]@db/shop"],
    ["an AWS secret key", `aws_secret_access_key = ${letters(40)}`, "aws_secret_access_key = [secret]"],
    ["a header", "Authorization: Bearer abcdefgh12345", "Authorization: Bearer [secret]"],
  ])("are hidden, but not their surroundings: %s", (_, text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  it.each([
    "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs",
    "arn:aws:iam::123456789012:role/admin",
    "https://example.com:8080/path",
    "sg-0123456789abcdef0",
    "task-definition-with-a-long-name",
  ])("do not include %s", (text) => {
    expect(scrub(text)).toBe(text);
  });
});
