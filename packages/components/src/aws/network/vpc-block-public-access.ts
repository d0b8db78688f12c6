import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  checkAdoption,
  defineDefaults,
  isProtected,
  SHARED_ARGUMENTS,
  withDefaults,
  type Defaults,
} from "../../shared/component-args";
import { oneOf, Problems } from "../../shared/argument-issues";
import { regionName, type AwsComponentArgs } from "../shared/aws-component-args";
import { Children } from "../shared/children";

/** Arguments of a VpcBlockPublicAccess. All have defaults; `tags` have no child to be on. */
export interface VpcBlockPublicAccessArgs extends AwsComponentArgs {
  /**
   * What internet gateways no longer let through, in all VPCs of the account and region. `ingress`: connections from the
   * internet, which public load balancers live on. `bidirectional`: all traffic, that of NAT gateways included. A Vpc with
   * `blockPublicAccessExclusion` goes on as before.
   *
   * @default "ingress"
   */
  readonly block?: "ingress" | "bidirectional";
}

type Defaulted = "block" | "protection";

// The same for every profile: the account does not know which of its stacks are being developed.
const DEFAULTS: Defaults<VpcBlockPublicAccessArgs, Defaulted> = defineDefaults<
  Required<Pick<VpcBlockPublicAccessArgs, Defaulted>>
>({ block: "ingress", protection: "on" }, {});

/**
 * The switch of an account and region that keeps internet gateways from letting traffic through. One an account and region:
 * two overwrite each other.
 *
 * Creates: the setting. Deploy the exclusions of networks that need the internet first.
 * Costs: nothing.
 * Throws: ArgumentsError, with every wrong argument at once.
 *
 * Deleting it opens every network of the account, so it is protected in every profile. It takes two steps: set
 * `protection: "off"` and deploy; then remove it from the program.
 *
 * Names of the children, for `adopt`: `options`.
 *
 * @example
 * new VpcBlockPublicAccess("no-way-in", { block: "ingress" });
 */
export class VpcBlockPublicAccess extends pulumi.ComponentResource {
  /** What it does unless told otherwise, by profile. */
  static readonly DEFAULTS = DEFAULTS;

  readonly options: aws.ec2.VpcBlockPublicAccessOptions;

  constructor(name: string, args: VpcBlockPublicAccessArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = readArgs(name, args);

    super("roadbed:aws:VpcBlockPublicAccess", name, args, options);
    const children = new Children(this, name, settings);

    this.options = new aws.ec2.VpcBlockPublicAccessOptions(
      children.name("options"),
      { region: children.region, internetGatewayBlockMode: `block-${settings.block}` },
      children.options("options", { protect: isProtected(settings, options) }),
    );
    this.registerOutputs({ block: settings.block });
  }
}

function readArgs(name: string, args: VpcBlockPublicAccessArgs) {
  const problems = new Problems("VpcBlockPublicAccess", name);
  const known = { ...SHARED_ARGUMENTS, region: true as const, block: true as const };
  const settings = withDefaults<VpcBlockPublicAccessArgs, Defaulted>(problems, DEFAULTS, known, args);
  problems.check("block", settings.block, oneOf(["ingress", "bidirectional"]));
  const region = problems.checkOptional("region", settings.region, regionName);
  checkAdoption(problems, settings, ["options"]);
  problems.throwIfAny();
  return { ...settings, region };
}
