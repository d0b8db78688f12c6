import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { componentSetArgs, type ComponentMonitorsArgs } from "../monitors/component-set";
import type { Monitored, MonitorSet } from "../monitors/monitor";
import { applicationLoadBalancer } from "../monitors/sets";
import { Children } from "../shared/children";
import type { DeliveryBucket } from "../shared/delivery-bucket";
import { createAccessLogs } from "./access-logs";
import { createClientAccess } from "./client-access";
import { createAliasRecords, createCertificate, type DomainCertificate } from "./domain-records";
import {
  existingLoadBalancer,
  type ExistingLoadBalancer,
  type ExistingLoadBalancerArgs,
} from "./existing-load-balancer";
import { LOAD_BALANCER_DEFAULTS, type LoadBalancerArgs, type LoadBalancerDefaults } from "./load-balancer-args";
import { checkLoadBalancerArgs, LOAD_BALANCER, type LoadBalancerSettings } from "./load-balancer-checks";
import type { ApplicationLoadBalancerLike } from "./load-balancer-like";

/**
 * An Application Load Balancer that several services can share.
 *
 * @remarks
 * Creates the load balancer; its security group; an HTTPS listener, and an HTTP listener that redirects to it; the certificate,
 * its validation records, and alias records for the `domain`; and a bucket for access logs. A request that matches no service
 * is answered with status code 404.
 *
 * The security group accepts connections to the ports of the listeners only. Services add the rules for connections to their
 * tasks. Add a rule for port 443 to `securityGroup` if a listener rule authenticates users.
 *
 * A load balancer costs about $16 per month, plus $5.84 for each LCU of traffic. Prices are for us-east-1.
 *
 * To delete a protected load balancer, set `protection: false` and deploy, and then remove the component from the program.
 *
 * Names of the children, for `adopt` and `transforms`: `lb`, `security-group`, `anywhere-https`, `https`, `http`, `access-logs`,
 * `certificate`, `alias-shop-example-com`, and others. docs/load-balancers.md lists all of them.
 *
 * @example
 * const network = new Vpc("network");
 * const web = new LoadBalancer("web", {
 *   network,
 *   domain: { names: ["shop.example.com"], hostedZoneId: "Z0123456789ABCDEFGHIJ" },
 * });
 * export const { url } = web;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class LoadBalancer extends pulumi.ComponentResource implements ApplicationLoadBalancerLike, Monitored {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<LoadBalancerDefaults> = LOAD_BALANCER_DEFAULTS;

  readonly loadBalancerType = "application";
  /** Components can add rules to the security group, because all of its rules are separate resources. */
  readonly acceptsRules = true;
  /** The ARN of the load balancer. */
  readonly loadBalancerArn: pulumi.Output<string>;
  /** The ARN of the listener that services add their rules to: the HTTPS listener, or the HTTP listener with `allowHttp`. */
  readonly listenerArn: pulumi.Output<string>;
  /** The ID of the security group. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The DNS name of the load balancer. */
  readonly dnsName: pulumi.Output<string>;
  /** The ID of the hosted zone of `dnsName`, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** The URL of the load balancer: its first domain name, or its DNS name. */
  readonly url: pulumi.Output<string>;

  /** The load balancer. */
  readonly loadBalancer: aws.lb.LoadBalancer;
  /** The security group of the load balancer. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** The rules that allow clients to connect, by child. */
  readonly ingressRules: Readonly<Record<string, aws.vpc.SecurityGroupIngressRule>>;
  /** The HTTPS listener; `undefined` with `allowHttp`. */
  readonly httpsListener: aws.lb.Listener | undefined;
  /** The HTTP listener, which redirects to HTTPS unless `allowHttp` is set. */
  readonly httpListener: aws.lb.Listener;
  /** The certificate for `domain`; `undefined` without `domain`. */
  readonly certificate: DomainCertificate | undefined;
  /** The alias records, by child. */
  readonly aliasRecords: Readonly<Record<string, aws.route53.Record>>;
  /** The bucket for access logs; `undefined` without access logs. */
  readonly accessLogs: DeliveryBucket | undefined;
  /** The association with the web ACL; `undefined` without `webAclArn`. */
  readonly webAclAssociation: aws.wafv2.WebAclAssociation | undefined;

  private readonly componentName: string;
  private readonly settings: LoadBalancerSettings;
  private readonly children: Children;

  constructor(name: string, args: LoadBalancerArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkLoadBalancerArgs(name, args);

    super("roadbed:aws:LoadBalancer", name, args, options);
    this.componentName = name;
    this.settings = settings;
    this.children = new Children(this, name, settings);
    const { network, sources, ports, logs, domain } = settings;

    const access = createClientAccess(this.children, network, sources, ports);
    this.securityGroup = access.securityGroup;
    this.ingressRules = access.ingressRules;
    const protect = isProtected(settings, options);
    this.accessLogs =
      logs &&
      createAccessLogs(this.children, logs, {
        type: "application",
        securityGroup: this.securityGroup,
        protect,
        forceDestroy: !settings.protection,
      });
    this.loadBalancer = this.createLoadBalancer(protect);
    this.certificate = domain && createCertificate(this.children, domain);
    this.httpsListener = settings.allowHttp ? undefined : this.createHttpsListener();
    this.httpListener = this.createHttpListener();
    this.aliasRecords = domain ? createAliasRecords(this.children, domain, this.loadBalancer, settings.ipv6) : {};
    this.webAclAssociation = this.createWebAclAssociation();

    this.loadBalancerArn = this.loadBalancer.arn;
    this.listenerArn = (this.httpsListener ?? this.httpListener).arn;
    this.securityGroupId = this.securityGroup.id;
    this.dnsName = this.loadBalancer.dnsName;
    this.zoneId = this.loadBalancer.zoneId;
    const scheme = settings.allowHttp ? "http" : "https";
    this.url = pulumi.interpolate`${scheme}://${domain?.names[0] ?? this.dnsName}`;
    this.registerOutputs({
      loadBalancerArn: this.loadBalancerArn,
      listenerArn: this.listenerArn,
      securityGroupId: this.securityGroupId,
      dnsName: this.dnsName,
      zoneId: this.zoneId,
      url: this.url,
    });
  }

  /**
   * Returns an existing load balancer, such as one in another stack, in the form that components accept. Creates no resources
   * and performs no lookups.
   *
   * @throws ArgumentsError if an ARN or an ID is invalid; if it is an output, the returned output fails instead
   */
  static fromExisting(loadBalancer: ExistingLoadBalancerArgs): ExistingLoadBalancer {
    return existingLoadBalancer(loadBalancer);
  }

  /**
   * Returns the monitors of the load balancer, for a `Monitoring`. Each service watches the responses of its own targets.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: ComponentMonitorsArgs = {}): MonitorSet {
    const component = { component: "LoadBalancer", name: this.componentName, region: this.settings.region };
    return applicationLoadBalancer({
      ...componentSetArgs(component, args),
      loadBalancer: this.loadBalancer.arnSuffix,
    });
  }

  private createLoadBalancer(protect: boolean): aws.lb.LoadBalancer {
    const { network, internal, ipv6, idleTimeoutSeconds, protection } = this.settings;
    const { accessLogs } = this;
    return new aws.lb.LoadBalancer(
      this.children.name(LOAD_BALANCER),
      {
        region: this.children.region,
        loadBalancerType: "application",
        internal,
        ipAddressType: ipv6 ? "dualstack" : "ipv4",
        securityGroups: [this.securityGroup.id],
        subnets: internal ? network.privateSubnetIds : network.publicSubnetIds,
        enableDeletionProtection: protection,
        dropInvalidHeaderFields: true,
        // "strictest" rejects requests of clients that are harmless but do not follow RFC 7230.
        desyncMitigationMode: "defensive",
        idleTimeout: idleTimeoutSeconds,
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

  private createHttpsListener(): aws.lb.Listener {
    const { certificateArn, sslPolicy } = this.settings;
    return new aws.lb.Listener(
      this.children.name("https"),
      {
        region: this.children.region,
        loadBalancerArn: this.loadBalancer.arn,
        port: 443,
        protocol: "HTTPS",
        sslPolicy,
        certificateArn: certificateArn ?? this.certificate?.validation.certificateArn,
        defaultActions: [NOT_FOUND],
        tags: this.children.tags("https"),
      },
      this.children.options("https"),
    );
  }

  private createHttpListener(): aws.lb.Listener {
    return new aws.lb.Listener(
      this.children.name("http"),
      {
        region: this.children.region,
        loadBalancerArn: this.loadBalancer.arn,
        port: 80,
        protocol: "HTTP",
        defaultActions: [this.settings.allowHttp ? NOT_FOUND : REDIRECT_TO_HTTPS],
        tags: this.children.tags("http"),
      },
      this.children.options("http"),
    );
  }

  private createWebAclAssociation(): aws.wafv2.WebAclAssociation | undefined {
    const { webAclArn } = this.settings;
    if (webAclArn === undefined) return undefined;
    const args = { region: this.children.region, resourceArn: this.loadBalancer.arn, webAclArn };
    return new aws.wafv2.WebAclAssociation(this.children.name("web-acl"), args, this.children.options("web-acl"));
  }
}

const NOT_FOUND: aws.types.input.lb.ListenerDefaultAction = {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", statusCode: "404", messageBody: "Not found" },
};

const REDIRECT_TO_HTTPS: aws.types.input.lb.ListenerDefaultAction = {
  type: "redirect",
  redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
};
