import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { componentSetArgs, type ComponentMonitorsArgs } from "../monitors/component-set";
import type { Monitored, MonitorSet } from "../monitors/monitor";
import { networkLoadBalancer } from "../monitors/sets";
import { Children } from "../shared/children";
import type { DeliveryBucket } from "../shared/delivery-bucket";
import { createAccessLogs } from "./access-logs";
import { createClientAccess } from "./client-access";
import { createAliasRecords, createCertificate, type DomainCertificate } from "./domain-records";
import {
  NETWORK_LOAD_BALANCER_DEFAULTS,
  type NetworkLoadBalancerArgs,
  type NetworkLoadBalancerDefaults,
} from "./load-balancer-args";
import { checkNetworkLoadBalancerArgs, LOAD_BALANCER, type NetworkLoadBalancerSettings } from "./load-balancer-checks";
import type { NetworkLoadBalancerLike } from "./load-balancer-like";

/**
 * A Network Load Balancer for TCP and TLS connections.
 *
 * @remarks
 * Creates the load balancer; its security group; the certificate, its validation records, and alias records for the `domain`;
 * and a bucket for access logs, which contain TLS connections only. Each service creates the listener for its port.
 *
 * A load balancer costs about $16 per month, plus $4.38 for each NLCU of traffic. Prices are for us-east-1.
 *
 * To delete a protected load balancer, set `protection: false` and deploy, and then remove the component from the program.
 *
 * Names of the children, for `adopt` and `transforms`: `lb`, `security-group`, `anywhere-443`, `access-logs`, `certificate`,
 * `alias-mqtt-example-com`, and others. docs/load-balancers.md lists all of them.
 *
 * @example
 * const network = new Vpc("network");
 * const broker = new NetworkLoadBalancer("broker", {
 *   network,
 *   ports: [8883],
 *   domain: { names: ["mqtt.example.com"], hostedZoneId: "Z0123456789ABCDEFGHIJ" },
 * });
 * export const { dnsName } = broker;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class NetworkLoadBalancer extends pulumi.ComponentResource implements Monitored, NetworkLoadBalancerLike {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<NetworkLoadBalancerDefaults> = NETWORK_LOAD_BALANCER_DEFAULTS;

  readonly loadBalancerType = "network";
  /** Components can add rules to the security group, because all of its rules are separate resources. */
  readonly acceptsRules = true;
  /** The ARN of the load balancer. */
  readonly loadBalancerArn: pulumi.Output<string>;
  /** The ID of the security group. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The DNS name of the load balancer. */
  readonly dnsName: pulumi.Output<string>;
  /** The ID of the hosted zone of `dnsName`, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** The ARN of the certificate for TLS listeners; `undefined` without `domain` and `certificateArn`. */
  readonly certificateArn: pulumi.Output<string> | undefined;

  /** The load balancer. */
  readonly loadBalancer: aws.lb.LoadBalancer;
  /** The security group of the load balancer. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** The rules that allow clients to connect, by child. */
  readonly ingressRules: Readonly<Record<string, aws.vpc.SecurityGroupIngressRule>>;
  /** The certificate for `domain`; `undefined` without `domain`. */
  readonly certificate: DomainCertificate | undefined;
  /** The alias records, by child. */
  readonly aliasRecords: Readonly<Record<string, aws.route53.Record>>;
  /** The bucket for access logs; `undefined` without access logs. */
  readonly accessLogs: DeliveryBucket | undefined;

  private readonly componentName: string;
  private readonly settings: NetworkLoadBalancerSettings;
  private readonly children: Children;

  constructor(name: string, args: NetworkLoadBalancerArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkNetworkLoadBalancerArgs(name, args);

    super("roadbed:aws:NetworkLoadBalancer", name, args, options);
    this.componentName = name;
    this.settings = settings;
    this.children = new Children(this, name, settings);
    const { network, sources, ports, logs, domain, certificateArn } = settings;

    const access = createClientAccess(this.children, network, sources, ports);
    this.securityGroup = access.securityGroup;
    this.ingressRules = access.ingressRules;
    const protect = isProtected(settings, options);
    this.accessLogs =
      logs &&
      createAccessLogs(this.children, logs, {
        type: "network",
        securityGroup: this.securityGroup,
        protect,
        forceDestroy: !settings.protection,
      });
    this.loadBalancer = this.createLoadBalancer(protect);
    this.certificate = domain && createCertificate(this.children, domain);
    this.aliasRecords = domain ? createAliasRecords(this.children, domain, this.loadBalancer, settings.ipv6) : {};

    this.loadBalancerArn = this.loadBalancer.arn;
    this.securityGroupId = this.securityGroup.id;
    this.dnsName = this.loadBalancer.dnsName;
    this.zoneId = this.loadBalancer.zoneId;
    this.certificateArn =
      certificateArn === undefined ? this.certificate?.validation.certificateArn : pulumi.output(certificateArn);
    this.registerOutputs({
      loadBalancerArn: this.loadBalancerArn,
      securityGroupId: this.securityGroupId,
      dnsName: this.dnsName,
      zoneId: this.zoneId,
      certificateArn: this.certificateArn,
    });
  }

  /**
   * Returns the monitors of the load balancer, for a `Monitoring`. Each service watches its own targets.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: ComponentMonitorsArgs = {}): MonitorSet {
    const component = { component: "NetworkLoadBalancer", name: this.componentName, region: this.settings.region };
    return networkLoadBalancer({ ...componentSetArgs(component, args), loadBalancer: this.loadBalancer.arnSuffix });
  }

  private createLoadBalancer(protect: boolean): aws.lb.LoadBalancer {
    const { network, internal, ipv6, crossZone, protection } = this.settings;
    const { accessLogs } = this;
    return new aws.lb.LoadBalancer(
      this.children.name(LOAD_BALANCER),
      {
        region: this.children.region,
        loadBalancerType: "network",
        internal,
        ipAddressType: ipv6 ? "dualstack" : "ipv4",
        securityGroups: [this.securityGroup.id],
        subnets: internal ? network.privateSubnetIds : network.publicSubnetIds,
        enableDeletionProtection: protection,
        enableCrossZoneLoadBalancing: crossZone,
        accessLogs: accessLogs && { enabled: true, bucket: accessLogs.bucket.bucket },
        tags: this.children.tags(LOAD_BALANCER),
      },
      // The load balancer cannot be created before it can write to the bucket.
      this.children.options(LOAD_BALANCER, {
        protect,
        // A public load balancer requires the internet gateway.
        dependsOn: [...(network.connectivityDependencies ?? []), ...(accessLogs ? [accessLogs.bucketPolicy] : [])],
      }),
    );
  }
}
