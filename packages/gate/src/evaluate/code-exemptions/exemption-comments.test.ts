import { closestNames } from "@roadbed/policies/internal";
import { parseExemptionComment } from "./parse-exemption-comment";
import { findExemptionComments } from "./exemption-comments";
import { loadTokenizer, type Tokenize } from "./tokens";

let tokenize: Tokenize;
beforeAll(async () => (tokenize = await loadTokenizer()));

/** Returns the content of the lines that each comment applies to. */
function exemptLines(text: string): readonly (readonly string[])[] {
  const lines = text.split("\n");
  return findExemptionComments(text, tokenize).map((comment) =>
    [...comment.lines].sort((a, b) => a - b).map((line) => lines[line - 1]?.trim() ?? ""),
  );
}

const COMMENT = "// roadbed-exempt r owner=o expires=2027-01-31: because";

describe("an exemption comment", () => {
  it.each<[string, string, readonly string[]]>([
    ["the statement below it", `${COMMENT}\nnew A("a");\nnew B("b");`, ['new A("a");']],
    ["a statement without a semicolon", `${COMMENT}\nnew A("a")\nnew B("b")`, ['new A("a")']],
    ["the line that it follows", `new A("a"); ${COMMENT}\nnew B("b");`, [`new A("a"); ${COMMENT}`]],
    [
      "an expression on several lines",
      `${COMMENT}\nexport const a: A =\n  new A("a")\n    .more;\nnew B("b");`,
      ["export const a: A =", 'new A("a")', ".more;"],
    ],
    ["a member of an object", `f({\n  ${COMMENT}\n  a: new A("a"),\n  b: new B("b"),\n});`, ['a: new A("a"),']],
    ["the last element of an array", `f([\n  new B("b"),\n  ${COMMENT}\n  new A("a")\n]);`, ['new A("a")']],
    ["a statement below further comments", `${COMMENT}\n// more\n/* and\n more */\nnew A();`, ["new A();"]],
    ["a call with a template literal", `${COMMENT}\nnew A(\n  \`\${x}\`,\n);`, ["new A(", "`${x}`,", ");"]],
    [
      "an arrow function without a block",
      `${COMMENT}\nlist.map((name) =>\n  new A(name));`,
      ["list.map((name) =>", "new A(name));"],
    ],
    ["nothing if an empty line follows", `${COMMENT}\n\nnew A();`, []],
    ["nothing at the end of a file", COMMENT, []],
  ])("applies to %s", (_, text, expected) => expect(exemptLines(text)).toEqual([expected]));

  it("does not apply to the content of a block or object below it", () => {
    const body = `${COMMENT}\nfor (const x of y) {\n  new A(x);\n}\nnew B();`;
    expect(exemptLines(body)).toEqual([["for (const x of y) {", "}"]]);
    const object = `${COMMENT}\nnew A("a", {\n  b: new B("b"),\n});`;
    expect(exemptLines(object)).toEqual([['new A("a", {', "});"]]);
  });
});

describe("findExemptionComments", () => {
  const count = (text: string) => findExemptionComments(text, tokenize).length;

  it.each([
    COMMENT,
    "/* roadbed-exempt r */",
    "/**\n * roadbed-exempt r\n * roadbed-exempt s\n */",
    "//roadbed-exempt r",
    "/// roadbed-exempt: x",
    "const a = /[/*]/; // roadbed-exempt r",
  ])("finds the comment in %j", (text) => expect(count(text)).toBe(text.split("roadbed-exempt").length - 1));

  it.each([
    `const a = "${COMMENT}";`,
    `const a = '${COMMENT}';`,
    `const a = \`\n${COMMENT}\n\${b}\n${COMMENT}\n\`;`,
    "const a = /roadbed-exempt r/;",
    "// see roadbed-exempt r",
    "// roadbed-exempted r",
    "// roadbed-exempt-not r",
    "roadbed-exempt r",
  ])("finds no comment in %j", (text) => expect(count(text)).toBe(0));

  it("returns the line and column of the marker", () => {
    const text = `const a = 1;\r\n  /* x\r\n   * roadbed-exempt r: s */\r\n\tf(); // roadbed-exempt t`;
    expect(findExemptionComments(text, tokenize).map(({ line, column, text: words }) => [line, column, words])).toEqual(
      [
        [3, 6, " r: s "],
        [4, 10, " t"],
      ],
    );
  });

  it.each([
    ["brackets", "([{".repeat(100_000)],
    ["templates", "`${".repeat(100_000)],
    ["comments", "//roadbed-exempt r\n".repeat(50_000)],
    ["spaces in a comment", `//${" ".repeat(500_000)}x`],
    ["slashes", "/".repeat(300_000)],
    ["markers in an unterminated comment", `/* ${"roadbed-exempt ".repeat(30_000)}`],
    ["binary data", "\u0000\ufffd\ud800".repeat(100_000)],
  ])("reads each token only a few times in a file with only %s", (_, text) => {
    let reads = 0;
    let count = 0;
    findExemptionComments(text, (code) => {
      const tokens = tokenize(code);
      count = tokens.length;
      return new Proxy(tokens, {
        get(target, key, receiver): unknown {
          if (typeof key === "string" && /^\d+$/.test(key)) reads += 1;
          return Reflect.get(target, key, receiver);
        },
      });
    });
    expect(reads).toBeLessThanOrEqual(10 * count);
  });
});

describe("parseExemptionComment", () => {
  const read = (words: string) => {
    const { exemption, errors } = parseExemptionComment(words, closestNames);
    return { ...exemption, errors: errors.map(({ offset, message }) => `${offset}: ${message}`) };
  };

  it("reads the rule, owner and expiry date in any order, and the reason", () => {
    const expected = { rule: "r", owner: "@acme/it:x", expires: "2027-01-31", reason: "so: it is", errors: [] };
    expect(read(" r owner=@acme/it:x expires=2027-01-31: so: it is ")).toEqual(expected);
    expect(read(" expires=2027-01-31 owner=@acme/it:x r:\tso: it is")).toEqual(expected);
  });

  it.each<[string, readonly string[]]>([
    [
      ": x",
      ["0: The rule is missing. Expected ", '0: The field "owner" is missing. ', '0: The field "expires" is missing. '],
    ],
    [" r owner=a expires=b", ["20: The reason, which follows a colon and a space, is missing. Expected "]],
    [" r ower=a expires=b owner=c: x", ['3: Unknown field "ower". Did you mean "owner"?']],
    [" r __proto__=a expires=b owner=c: x", ['3: Unknown field "__proto__". Expected ']],
    [" r owner=a owner=b expires=c: x", ['11: The field "owner" is given more than once.']],
    [" r because it is so owner=b expires=c", ['3: Expected one rule, got a second one: "because".']],
  ])("rejects %j", (words, expected) => {
    const { errors } = read(words);
    expect(errors.length).toBeGreaterThanOrEqual(expected.length);
    for (const [index, start] of expected.entries()) expect(errors[index]).toContain(start);
  });
});
