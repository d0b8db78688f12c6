import { isSecret, makeSecret, UNKNOWN, unknownFrom, type Value } from "@roadbed/plan";
import { partialDocument } from "./partial-document";
import { toValue } from "./plain-values";

const ARN = unknownFrom({
  kind: "output",
  resource: "urn:pulumi:dev::app::aws:s3/bucket:Bucket::data",
  property: "arn",
});
const text = (...parts: readonly Value[]) => unknownFrom({ kind: "text", parts });
const json = (value: unknown) => unknownFrom({ kind: "json", value: toValue(value) });

describe("partialDocument", () => {
  it.each<readonly [string, Value, unknown]>([
    ["a document with an unknown value", json([{ arn: ARN, port: 80 }]), [{ arn: ARN, port: 80 }]],
    ["an unknown string in a template", text('{"arn":"', ARN, '"}'), { arn: ARN }],
    [
      "a partly known string in a template",
      text('{"arn":"', ARN, '/*","on":true}'),
      { arn: text("", ARN, "/*"), on: true },
    ],
    ["an unknown value in a template", text('{"port":', ARN, "}"), { port: UNKNOWN }],
    ["a document in a template", text('[{"a":1},', json({ arn: ARN }), "]"), [{ a: 1 }, { arn: ARN }]],
    ["a template in a template", text("[", text('"', ARN, '"'), "]"), [ARN]],
    ["escaped quotation marks", text('{"a":"\\"', ARN, '"}'), { a: text('"', ARN, "") }],
  ])("reads %s", (_, unknown, expected) => expect(partialDocument(unknown as never)).toEqual(toValue(expected)));

  it("does not know the length of an array that contains an unknown part outside a string", () =>
    expect(partialDocument(text('{"list":[1,', ARN, "]}"))).toEqual(toValue({ list: UNKNOWN })));

  it("does not know the properties of an object with a partly known name", () =>
    expect(partialDocument(text('{"a":{"', ARN, '":1}}'))).toEqual(toValue({ a: UNKNOWN })));

  it("returns a secret if a part of the string is a secret", () => {
    const document = partialDocument(text(makeSecret('{"a":"'), makeSecret(ARN), makeSecret('"}')));
    expect(isSecret(document)).toBe(true);
    expect(document).toEqual(makeSecret(toValue({ a: ARN })));
  });

  it.each<readonly [string, Value]>([
    ["a value without an origin", UNKNOWN],
    ["an output of a resource", ARN],
    ["known parts that are not JSON", text("name: ", ARN)],
    ["an unknown part after a backslash", text('{"a":"\\', ARN, '"}')],
    ["a document inside a string", text('{"a":"', json({ arn: ARN }), '"}')],
    ["private characters that mark unknown parts", text('{"a":"\\uE0000\\uE001","b":"', ARN, '"}')],
  ])("returns undefined for %s", (_, unknown) => expect(partialDocument(unknown as never)).toBeUndefined());
});
