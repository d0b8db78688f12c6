import type * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { VpcBlockPublicAccess, type VpcBlockPublicAccessArgs } from "../index";

const OPTIONS = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions";
const make = (args?: VpcBlockPublicAccessArgs, options?: pulumi.ComponentResourceOptions) =>
  preview(() => new VpcBlockPublicAccess("closed", args, options));

it("is the account's setting, protected in every profile", async () => {
  for (const args of [undefined, { defaults: "development" }] as const) {
    const made = await make(args);
    expect(made.inventory()).toEqual([`${OPTIONS} closed-options`, "roadbed:aws:VpcBlockPublicAccess closed"]);
    expect(made.find(OPTIONS)).toMatchObject({
      options: { protect: true },
      inputs: { internetGatewayBlockMode: "block-ingress" },
    });
  }
});

it("has what was asked for", async () => {
  const adopt = { options: { import: "eu-west-1" } };
  const made = await make({ block: "bidirectional", region: "eu-west-1", protection: "off", adopt });
  expect(made.descendants(made.find("roadbed:aws:VpcBlockPublicAccess"))).toMatchObject([
    {
      options: { importId: "eu-west-1" },
      inputs: { internetGatewayBlockMode: "block-bidirectional", region: "eu-west-1" },
    },
  ]);
  for (const unprotected of [made, await make({}, { protect: false })])
    expect(unprotected.find(OPTIONS).options.protect ?? false).toBe(false);
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
