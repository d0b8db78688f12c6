import { closestNames } from "@roadbed/policies/internal";
import { parseExemptionComment } from "./parse-exemption-comment";
import { findExemptionComments } from "./exemption-comments";
import { loadTokenizer, type Tokenize } from "./tokens";

let tokenize: Tokenize;
beforeAll(async () => (tokenize = await loadTokenizer()));

/** The lines that the markers of a text are about, as the text of these lines. */
function exemptLines(text: string): readonly (readonly string[])[] {
  const lines = text.split("\n");
  return findExemptionComments(text, tokenize).map(({ lines: about }) =>
    [...about].sort((one, other) => one - other).map((line) => lines[line - 1]?.trim() ?? ""),
  );
}

const COMMENT = "// roadbed-exempt r owner=o expires=2027-01-31: because";

describe("a comment that exempts is about", () => {
  it.each<[string, string, readonly string[]]>([
    ["the statement below it", `${COMMENT}\nnew A("a");\nnew B("b");`, ['new A("a");']],
    ["a statement without a semicolon", `${COMMENT}\nnew A("a")\nnew B("b")`, ['new A("a")']],
    ["the line that it ends", `new A("a"); ${COMMENT}\nnew B("b");`, [`new A("a"); ${COMMENT}`]],
    [
      "an expression that goes on in other lines",
      `${COMMENT}\nexport const a: A =\n  new A("a")\n    .more;\nnew B("b");`,
      ["export const a: A =", 'new A("a")', ".more;"],
    ],
    ["a member of an object", `f({\n  ${COMMENT}\n  a: new A("a"),\n  b: new B("b"),\n});`, ['a: new A("a"),']],
    ["the last element of a list", `f([\n  new B("b"),\n  ${COMMENT}\n  new A("a")\n]);`, ['new A("a")']],
    ["what stands below other comments", `${COMMENT}\n// more\n/* and\n more */\nnew A();`, ["new A();"]],
    ["a template that is called", `${COMMENT}\nnew A(\n  \`\${x}\`,\n);`, ["new A(", "`${x}`,", ");"]],
    [
      "an arrow's expression",
      `${COMMENT}\nlist.map((name) =>\n  new A(name));`,
      ["list.map((name) =>", "new A(name));"],
    ],
    ["nothing, with an empty line between", `${COMMENT}\n\nnew A();`, []],
    ["nothing, at the end", COMMENT, []],
  ])("%s", (_, text, expected) => expect(exemptLines(text)).toEqual([expected]));

  it("not about what stands in a body or an object below it", () => {
    const body = `${COMMENT}\nfor (const x of y) {\n  new A(x);\n}\nnew B();`;
    expect(exemptLines(body)).toEqual([["for (const x of y) {", "}"]]);
    const object = `${COMMENT}\nnew A("a", {\n  b: new B("b"),\n});`;
    expect(exemptLines(object)).toEqual([['new A("a", {', "});"]]);
  });
});

describe("what is a comment that exempts", () => {
  const count = (text: string) => findExemptionComments(text, tokenize).length;

  it.each([
    COMMENT,
    "/* roadbed-exempt r */",
    "/**\n * roadbed-exempt r\n * roadbed-exempt s\n */",
    "//roadbed-exempt r",
    "/// roadbed-exempt: x",
    "const a = /[/*]/; // roadbed-exempt r",
  ])("%j is", (text) => expect(count(text)).toBe(text.split("roadbed-exempt").length - 1));

  it.each([
    `const a = "${COMMENT}";`,
    `const a = '${COMMENT}';`,
    `const a = \`\n${COMMENT}\n\${b}\n${COMMENT}\n\`;`,
    "const a = /roadbed-exempt r/;",
    "// see roadbed-exempt r",
    "// roadbed-exempted r",
    "// roadbed-exempt-not r",
    "roadbed-exempt r",
  ])("%j is not", (text) => expect(count(text)).toBe(0));

  it("has a place, by line and column of the word", () => {
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
    ["words without an end", `/* ${"roadbed-exempt ".repeat(30_000)}`],
    ["no text at all", "\u0000\ufffd\ud800".repeat(100_000)],
  ])("takes linear time for a file with only %s", (_, text) => {
    const start = performance.now();
    findExemptionComments(text, tokenize);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe("readMarker", () => {
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
    [": x", ["0: The rule is missing. Expected ", "0: owner= is missing. ", "0: expires= is missing. "]],
    [" r owner=a expires=b", ["20: The reason is missing after a colon and a space. Expected "]],
    [" r ower=a expires=b owner=c: x", ['3: Unknown field "ower". Did you mean "owner"?']],
    [" r __proto__=a expires=b owner=c: x", ['3: Unknown field "__proto__". Expected ']],
    [" r owner=a owner=b expires=c: x", ["11: owner is given twice."]],
    [" r because it is so owner=b expires=c", ['3: Expected one rule, got "because" as well.']],
  ])("rejects %j", (words, expected) => {
    const { errors } = read(words);
    expect(errors.length).toBeGreaterThanOrEqual(expected.length);
    for (const [index, start] of expected.entries()) expect(errors[index]).toContain(start);
  });
});
