import { replacementCause } from "./replacement-cause";

describe("replacementCause", () => {
  const urn = "urn:pulumi:dev::shop::x:i:T::vpc";

  it("names the inputs that force a replacement, and the replaced resources that it follows from", () => {
    expect(replacementCause({ replaceKeys: ["name"] })).toBe(" because of name");
    expect(replacementCause({ replaceKeys: ["vpcId"], replacedBecause: [{ urn, property: "vpcId" }] })).toBe(
      " because of vpcId (vpc is replaced)",
    );
    expect(replacementCause({ replacedBecause: [{ urn, option: "replaceWith" }] })).toBe(" because vpc is replaced");
    expect(replacementCause({})).toBe("");
  });
});
