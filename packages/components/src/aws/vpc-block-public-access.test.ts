import type * as pulumi from "@pulumi/pulumi";
import { inventory, only, registrationsOf } from "../../test/registrations";
import { VpcBlockPublicAccess, type VpcBlockPublicAccessArgs } from "./index";

const OPTIONS = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions";
const make = (args?: VpcBlockPublicAccessArgs, options?: pulumi.ComponentResourceOptions) =>
  registrationsOf(() => new VpcBlockPublicAccess("closed", args, options));

it("is the account's setting, protected in every profile", async () => {
  for (const args of [undefined, { defaults: "development" }] as const) {
    const made = await make(args);
    expect(inventory(made)).toEqual(["roadbed:aws:VpcBlockPublicAccess closed", `${OPTIONS} closed-options`]);
    expect(only(made, OPTIONS)).toMatchObject({ protect: true, inputs: { internetGatewayBlockMode: "block-ingress" } });
  }
});

it("has what was asked for", async () => {
  const adopt = { options: { import: "eu-west-1" } };
  const made = await make({ block: "bidirectional", region: "eu-west-1", protection: "off", adopt });
  expect(only(made, OPTIONS)).toMatchObject({
    protect: false,
    importId: "eu-west-1",
    parent: "closed",
    inputs: { internetGatewayBlockMode: "block-bidirectional", region: "eu-west-1" },
  });
  expect(only(await make({}, { protect: false }), OPTIONS).protect).toBe(false);
});

it("says all that is wrong", () => {
  const args = { block: "off", region: "here", adopt: { vpc: {} } } as unknown as VpcBlockPublicAccessArgs;
  expect(() => new VpcBlockPublicAccess("closed", args)).toThrow(
    `VpcBlockPublicAccess "closed" has 3 wrong arguments:
  block: "off" is not "ingress" or "bidirectional"; write one of ingress, bidirectional
  region: "here" is not a region; write its name, such as "eu-west-1"
  adopt.vpc: is not known here; write options`,
  );
});
