import { thrownBy } from "../../test/thrown-by";
import { propertyMap } from "../model/value";
import { renderPolicyDocument } from "./policy-document";

const render = (args: object) => JSON.parse(renderPolicyDocument(propertyMap(Object.entries(args))).json) as unknown;
const read = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] };

describe("renderPolicyDocument", () => {
  it("renders a statement with the defaults Allow and the current version", () => {
    expect(render({ statements: [read] })).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }],
    });
  });

  it("returns indented and minified JSON", () => {
    const { json, minifiedJson } = renderPolicyDocument(propertyMap([["policyId", "p"]]));
    expect(json).toBe('{\n  "Version": "2012-10-17",\n  "Id": "p"\n}');
    expect(minifiedJson).toBe('{"Version":"2012-10-17","Id":"p"}');
  });

  it("renders arrays as sets, and a set with one element as a scalar", () => {
    const statements = [{ actions: ["s3:Get*", "s3:List*", "s3:Get*"], notResources: ["a", "a"], sid: "" }];
    expect(render({ statements })).toMatchObject({
      Statement: [{ Effect: "Allow", Action: ["s3:List*", "s3:Get*"], NotResource: "a" }],
    });
  });

  it("merges principals of the same type and shortens only {*: *}", () => {
    const principals = [
      { type: "AWS", identifiers: ["a"] },
      { type: "Service", identifiers: ["ec2.amazonaws.com"] },
      { type: "AWS", identifiers: ["b"] },
    ];
    const statement = (value: object) => render({ statements: [{ principals: value }] });
    expect(statement(principals)).toMatchObject({
      Statement: [{ Principal: { AWS: ["b", "a"], Service: "ec2.amazonaws.com" } }],
    });
    expect(statement([{ type: "*", identifiers: ["*"] }])).toMatchObject({ Statement: [{ Principal: "*" }] });
    expect(statement([{ type: "AWS", identifiers: ["*"] }])).toMatchObject({
      Statement: [{ Principal: { AWS: "*" } }],
    });
  });

  it("merges conditions with the same test and variable in order", () => {
    const conditions = [
      { test: "StringLike", variable: "s3:prefix", values: ["b", "a"] },
      { test: "StringLike", variable: "s3:prefix", values: ["c"] },
      { test: "Bool", variable: "aws:SecureTransport", values: ["false"] },
    ];
    expect(render({ statements: [{ conditions }] })).toMatchObject({
      Statement: [
        { Condition: { StringLike: { "s3:prefix": ["b", "a", "c"] }, Bool: { "aws:SecureTransport": "false" } } },
      ],
    });
  });

  it("renders &{…} as a policy variable", () => {
    const statements = [{ ...read, resources: ["arn:aws:s3:::b/&{aws:username}/*"] }];
    expect(render({ statements })).toMatchObject({ Statement: [{ Resource: "arn:aws:s3:::b/${aws:username}/*" }] });
    expect(thrownBy(() => render({ statements, version: "2008-10-17" }))).toMatchObject({ code: "value" });
  });

  it("merges source documents before and override documents after the statements, by Sid", () => {
    const document = (Sid: string, Action: string) => JSON.stringify({ Statement: { Sid, Effect: "Deny", Action } });
    const rendered = render({
      sourcePolicyDocuments: [document("a", "1"), document("b", "2")],
      statements: [{ sid: "b", actions: ["3"] }],
      overridePolicyDocuments: [document("a", "4")],
    });
    expect(rendered).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "a", Effect: "Deny", Action: "4" },
        { Sid: "b", Effect: "Allow", Action: "3" },
      ],
    });
  });

  it.each([
    [{ statements: [{ sid: "x" }, { sid: "x" }] }, "value", "statements"],
    [{ sourcePolicyDocuments: ["{"] }, "syntax", "sourcePolicyDocuments[0]"],
    [{ overridePolicyDocuments: ["[]"] }, "type", "overridePolicyDocuments[0]"],
  ])("rejects what the provider rejects: %j", (args, code, path) => {
    const message = expect.stringContaining(path) as string;
    expect(thrownBy(() => render(args))).toMatchObject({ code, message });
  });
});
