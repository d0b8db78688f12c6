import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { oneOf } from "../../shared/checks";
import {
  checkAdoption,
  defineDefaults,
  isProtected,
  withDefaults,
  type ProfileDefaults,
} from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, regionName, type AwsComponentArgs } from "../shared/aws-component-args";
import { Children } from "../shared/children";

/** Arguments of a VpcBlockPublicAccess. All arguments are optional. `tags` has no effect, because the child has no tags. */
export interface VpcBlockPublicAccessArgs extends AwsComponentArgs {
  /**
   * The traffic that internet gateways block in all VPCs in the account and Region. `ingress` blocks connections from the
   * internet, which public load balancers rely on. `bidirectional` blocks all traffic, including NAT gateway traffic. To
   * exclude a `Vpc`, set its `blockPublicAccessExclusion`.
   *
   * @default "ingress"
   */
  readonly blockMode?: "ingress" | "bidirectional";
}

/** The arguments of a VpcBlockPublicAccess that have default values. */
export type VpcBlockPublicAccessDefaults = Required<Pick<VpcBlockPublicAccessArgs, "blockMode" | "protection">>;

// Both profiles have the same defaults, because the setting applies to the entire account.
const DEFAULTS = defineDefaults<VpcBlockPublicAccessDefaults>({ blockMode: "ingress", protection: true }, {});

/**
 * VPC Block Public Access for an account and Region: blocks internet gateway traffic.
 *
 * @remarks
 * Creates the account-level setting, which is free. Create only one component for each account and Region, because several
 * components would overwrite each other's setting. First deploy the exclusions of networks that need internet access.
 *
 * Deleting the component opens all networks in the account, so the component is protected in both profiles. To delete it, set
 * `protection: false` and deploy, and then remove the component from the program.
 *
 * Name of the child, for `adopt` and `transforms`: `options`.
 *
 * @example
 * new VpcBlockPublicAccess("block-public-access", { blockMode: "ingress" });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class VpcBlockPublicAccess extends pulumi.ComponentResource {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<VpcBlockPublicAccessDefaults> = DEFAULTS;

  /** The setting for the account and Region. */
  readonly blockPublicAccessOptions: aws.ec2.VpcBlockPublicAccessOptions;

  constructor(name: string, args: VpcBlockPublicAccessArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = checkArgs(name, args);

    super("roadbed:aws:VpcBlockPublicAccess", name, args, options);
    const children = new Children(this, name, settings);

    this.blockPublicAccessOptions = new aws.ec2.VpcBlockPublicAccessOptions(
      children.name("options"),
      { region: children.region, internetGatewayBlockMode: `block-${settings.blockMode}` },
      children.options("options", { protect: isProtected(settings, options) }),
    );
    this.registerOutputs({ blockMode: settings.blockMode });
  }
}

const ARGUMENTS: Readonly<Record<keyof VpcBlockPublicAccessArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  blockMode: true,
};

function checkArgs(name: string, args: VpcBlockPublicAccessArgs) {
  const issues = new ArgumentIssues("VpcBlockPublicAccess", name);
  const settings = withDefaults(issues, DEFAULTS, ARGUMENTS, args);
  issues.check("blockMode", settings.blockMode, oneOf(["ingress", "bidirectional"]));
  const region = issues.checkOptionalInput("region", settings.region, regionName);
  checkAdoption(issues, settings, ["options"]);
  issues.throwIfAny();
  return { ...settings, region };
}
