import { status } from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { thrownBy } from "../../test/thrown-by";
import { SIGNATURE, SIGNATURES, UNKNOWN_MARKER } from "../model/pulumi-markers";
import { isUnknown, KIND, propertyMap, makeSecret, UNKNOWN, type Properties, type Value } from "../model/value";
import { decodeStruct, decodeTrackedStruct, encodeStruct, encodeTrackedStruct } from "./struct";

const inputs = (members: Readonly<Record<string, Value>>): Properties => propertyMap(Object.entries(members));
const sent = (members: Parameters<typeof Struct.fromJavaScript>[0]) => decodeStruct(Struct.fromJavaScript(members));

describe("encodeStruct and decodeStruct", () => {
  it("preserve all values", () => {
    const values = inputs({
      text: "x",
      number: 1.5,
      flag: false,
      nothing: null,
      list: [1, [true, null], inputs({ a: "b" })],
      secret: makeSecret(inputs({ user: "u", password: makeSecret("p") })),
      UNKNOWN,
      file: { [KIND]: "asset", path: "./a.txt", hash: "abc" },
      empty: { [KIND]: "asset", text: "" },
      folder: { [KIND]: "archive", assets: inputs({ "a.txt": { [KIND]: "asset", text: "x" } }) },
      vpc: { [KIND]: "reference", urn: "urn:pulumi:dev::shop::a:b:C::vpc", id: UNKNOWN, packageVersion: "7.0.0" },
      component: { [KIND]: "reference", urn: "urn:pulumi:dev::shop::t:m:C::net" },
    });
    expect(decodeStruct(encodeStruct(values))).toEqual(values);
  });

  it("preserve names of Object.prototype members", () => {
    const hostile: unknown = JSON.parse('{ "__proto__": { "polluted": true }, "constructor": "x", "valueOf": 1 }');
    const decoded = sent(hostile as Record<string, string>);
    // The message classes lose `__proto__`, as those of the SDK do before anything is sent.
    expect(Object.keys(decoded)).toEqual(["constructor", "valueOf"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(decodeStruct(encodeStruct(decoded))).toEqual(decoded);
  });

  it("recognize the unknown marker only if it is the entire string", () => {
    const { complete, part } = sent({ complete: UNKNOWN_MARKER, part: `arn:${UNKNOWN_MARKER}` });
    expect([isUnknown(complete), part]).toEqual([true, `arn:${UNKNOWN_MARKER}`]);
  });

  it("decode output values to their content", () => {
    const output = (members: object) => ({ [SIGNATURE]: SIGNATURES.output, ...members });
    const struct = Struct.fromJavaScript({
      known: output({ value: "x", dependencies: ["urn:a"] }),
      later: output({ secret: true }),
      deep: { list: [output({ value: 1, dependencies: ["urn:b", "urn:a"] })] },
    });
    const { values, dependencies } = decodeTrackedStruct(struct);
    expect(values).toEqual(inputs({ known: "x", later: makeSecret(UNKNOWN), deep: inputs({ list: [1] }) }));
    expect(Object.fromEntries([...dependencies].map(([name, urns]) => [name, [...urns]]))).toEqual({
      known: ["urn:a"],
      later: [],
      deep: ["urn:b", "urn:a"],
    });
  });

  it("preserve dependencies in output values", () => {
    const tracked = {
      values: inputs({ plain: "x", vpcId: UNKNOWN, password: makeSecret("p") }),
      dependencies: new Map([
        ["plain", new Set<string>()],
        ["vpcId", new Set(["urn:vpc"])],
        ["password", new Set(["urn:vault"])],
      ]),
    };
    expect(decodeTrackedStruct(encodeTrackedStruct(tracked))).toEqual(tracked);
  });

  it("encode references as IDs if the receiver does not support references", () => {
    const urn = "urn:pulumi:dev::shop::a:b:C::vpc";
    const values = inputs({ a: { [KIND]: "reference", urn, id: "vpc-1" }, b: { [KIND]: "reference", urn } });
    expect(encodeStruct(values, { references: false }).toJavaScript()).toEqual({ a: "vpc-1", b: urn });
  });

  it.each([
    ["of an unknown kind", { [SIGNATURE]: "made-up" }],
    ["that is a reference without a URN", { [SIGNATURE]: SIGNATURES.reference }],
  ])("reject an object %s", (_, object) => {
    expect(thrownBy(() => sent({ object }))).toMatchObject({ code: status.INVALID_ARGUMENT });
  });
});
