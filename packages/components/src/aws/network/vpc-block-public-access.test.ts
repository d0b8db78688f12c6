import type * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { VpcBlockPublicAccess, type VpcBlockPublicAccessArgs } from "../index";

const OPTIONS = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions";
const create = (args?: VpcBlockPublicAccessArgs, options?: pulumi.ComponentResourceOptions) =>
  preview(() => new VpcBlockPublicAccess("closed", args, options));

it("VpcBlockPublicAccess creates the setting of the account, protected in both profiles", async () => {
  for (const args of [undefined, { profile: "development" }] as const) {
    const plan = await create(args);
    expect(plan.inventory()).toEqual([`${OPTIONS} closed-options`, "roadbed:aws:VpcBlockPublicAccess closed"]);
    expect(plan.get(OPTIONS)).toMatchObject({
      options: { protect: true },
      inputs: { internetGatewayBlockMode: "block-ingress" },
    });
  }
});

it("VpcBlockPublicAccess applies all arguments", async () => {
  const adopt = { options: { import: "eu-west-1" } };
  const plan = await create({ blockMode: "bidirectional", region: "eu-west-1", protection: false, adopt });
  expect(plan.descendants(plan.get("roadbed:aws:VpcBlockPublicAccess"))).toMatchObject([
    {
      options: { importId: "eu-west-1" },
      inputs: { internetGatewayBlockMode: "block-bidirectional", region: "eu-west-1" },
    },
  ]);
  for (const unprotected of [plan, await create({}, { protect: false })])
    expect(unprotected.get(OPTIONS).options.protect ?? false).toBe(false);
});

it("VpcBlockPublicAccess reports all issues", () => {
  const args = { blockMode: "off", region: "here", adopt: { vpc: {} } } as unknown as VpcBlockPublicAccessArgs;
  const issues = issuesThrownBy(() => new VpcBlockPublicAccess("closed", args));
  expect(codesOf(issues)).toEqual(["not-allowed blockMode", "invalid-format region", "unknown-argument adopt.vpc"]);
  expect(wordingOf(issues)).toMatchSnapshot();
});
