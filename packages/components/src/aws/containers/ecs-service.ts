import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ProfileDefaults } from "../../shared/component-args";
import { componentSetArgs, type ComponentMonitorsArgs } from "../monitors/component-set";
import type { Monitored, MonitorSet } from "../monitors/monitor";
import { arnScope, type ArnScope } from "../shared/arn";
import { Children } from "../shared/children";
import { createConnection, type Connection, type ConnectionTarget, type RequiredRule } from "../shared/connections";
import type { ServiceRole } from "../shared/service-role";
import { alarmsOf, createAlarms, type EcsServiceAlarms } from "./service-alarms";
import { ECS_SERVICE_DEFAULTS, type EcsServiceArgs, type EcsServiceDefaults } from "./service-args";
import { createLoadBalancing, serviceUrl, type EcsServiceLoadBalancing } from "./service-load-balancer";
import { serviceMonitors } from "./service-monitors";
import { FROM_LOAD_BALANCER, planService, SERVICE, type ServicePlan } from "./service-plan";
import { serviceArgs } from "./service-resource";
import { createHooksRole, createInfrastructureRole } from "./service-roles";
import { createScaling, scales, type EcsServiceAutoscaling } from "./service-scaling";
import { createTaskBeforeDeploy, type EcsTaskBeforeDeploy } from "./task-before-deploy";
import { TaskConnections } from "./task-connections";
import { createTaskDefinition, type TaskDefinitionResources } from "./task-definition";
import { createTaskSecurityGroup, taskSubnetIds } from "./task-network";

/**
 * A service that runs containers on ECS, optionally behind a load balancer.
 *
 * @remarks
 * Creates the service; its task definition, log group, execution role, and task role; a security group that allows HTTPS to the
 * outside; and autoscaling. With a load balancer, it also creates two target groups, a listener rule (or the listener of a
 * Network Load Balancer), and an alarm that rolls back deployments. Deployment strategies that shift traffic add a rule for test
 * traffic and a role for ECS.
 *
 * Two default tasks on Fargate cost about $18 per month: each costs 0.25 × $0.04048 per hour for the vCPU and
 * 0.5 × $0.004445 per hour for the memory. Each alarm costs $0.10 per metric, which is $0.40 for the errors alarm. Logs cost
 * $0.50 per GB. All other resources are free. Prices are for us-east-1.
 *
 * After the first deployment, Pulumi ignores what ECS and the autoscaler change: the traffic weights of the listener rules, and
 * the number of tasks. A new image creates a revision of the task definition and updates the service.
 *
 * The component has no stateful children, so `protection` has no effect. To delete a service, remove it from the program.
 *
 * Names of the children, for `adopt` and `transforms`: `service`, `task-definition`, `logs`, `task-role`, `execution-role`,
 * `security-group`, `tg`, `tg2`, `listener-rule`, and others. docs/services.md lists all of them.
 *
 * @example
 * const network = new Vpc("shop");
 * const database = new Database("orders", { network, engineVersion: "17" });
 * const orders = new EcsService("orders", {
 *   cluster: new EcsCluster("shop"),
 *   network,
 *   image: new EcrRepository("orders").imageUri("1.4.2"),
 *   port: 8080,
 *   loadBalancer: { loadBalancer: new LoadBalancer("shop", { network, allowHttp: true }), path: "/orders/*" },
 *   deployment: { strategy: "canary" },
 *   connections: { database },
 *   secrets: { DATABASE_LOGIN: database },
 * });
 * export const { url } = orders;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class EcsService extends pulumi.ComponentResource implements ConnectionTarget, Monitored {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<EcsServiceDefaults> = ECS_SERVICE_DEFAULTS;

  /** The URL of the service; `undefined` without a load balancer, or if the URL of the load balancer is unknown. */
  readonly url: pulumi.Output<string | undefined>;
  /** The ARN of the service. */
  readonly serviceArn: pulumi.Output<string>;
  /** The name of the service in AWS. */
  readonly serviceName: pulumi.Output<string>;
  /** The ARN of the current revision of the task definition. */
  readonly taskDefinitionArn: pulumi.Output<string>;
  /** The ARN of the application's role. */
  readonly taskRoleArn: pulumi.Output<string>;
  /** The ID of the tasks' security group. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The port of the main container; 0 for a worker. */
  readonly port: number;
  /** The security group accepts rules of other components. */
  readonly acceptsRules = true;
  /** The name of the log group of all containers. */
  readonly logGroupName: pulumi.Output<string>;

  /** The ECS service. */
  readonly service: aws.ecs.Service;
  /** The task definition. */
  readonly taskDefinition: aws.ecs.TaskDefinition;
  /** The log group of all containers. */
  readonly logGroup: aws.cloudwatch.LogGroup;
  /** The role of ECS, which pulls images, reads secrets, and writes logs. */
  readonly executionRole: ServiceRole;
  /** The role of the application. */
  readonly taskRole: ServiceRole;
  /** The security group of the tasks. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** The rules for outgoing connections by name, without those of `connections`. */
  readonly egressRules: Readonly<Record<string, aws.vpc.SecurityGroupEgressRule>>;
  /** The resources that connect the service to a load balancer; `undefined` without one. */
  readonly loadBalancing: EcsServiceLoadBalancing | undefined;
  /** The rules that allow the load balancer to reach the tasks; `undefined` without a load balancer. */
  readonly loadBalancerConnection: Connection | undefined;
  /** The alarms that roll back deployments. */
  readonly alarms: EcsServiceAlarms;
  /** The role with which ECS shifts traffic and manages volumes; `undefined` if ECS does neither. */
  readonly infrastructureRole: ServiceRole | undefined;
  /** The role with which ECS invokes the functions of hooks; `undefined` without such hooks. */
  readonly hooksRole: ServiceRole | undefined;
  /** The autoscaling; `undefined` if the number of tasks is fixed. */
  readonly autoscaling: EcsServiceAutoscaling | undefined;
  /** The resources that run a command before each deployment; `undefined` without `taskBeforeDeploy`. */
  readonly taskBeforeDeploy: EcsTaskBeforeDeploy | undefined;

  private readonly componentName: string;
  private readonly plan: ServicePlan;
  private readonly children: Children;
  private readonly taskConnections: TaskConnections;

  constructor(name: string, args: EcsServiceArgs, options?: pulumi.ComponentResourceOptions) {
    const plan = planService(name, args);

    super("roadbed:aws:EcsService", name, args, options);
    this.componentName = name;
    this.plan = plan;
    this.children = new Children(this, name, plan.settings);

    const definition = createTaskDefinition(this.children, name, plan.task);
    const scope = arnScope(definition.logGroup);
    this.taskDefinition = definition.taskDefinition;
    this.logGroup = definition.logGroup;
    this.executionRole = definition.executionRole;
    this.taskRole = definition.taskRole;
    const network = createTaskSecurityGroup(this.children, plan.settings.network, plan.task.egress);
    this.securityGroup = network.securityGroup;
    this.egressRules = network.egressRules;
    this.taskConnections = this.createConnections(name);
    this.loadBalancing = this.createLoadBalancing();
    this.loadBalancerConnection = this.connectLoadBalancer(name);
    this.alarms = this.createAlarms();
    this.infrastructureRole = createInfrastructureRole(this.children, plan, {
      scope,
      loadBalancing: this.loadBalancing,
    });
    this.hooksRole = createHooksRole(this.children, plan, scope);
    this.taskBeforeDeploy = this.createTaskBeforeDeploy(name, definition);
    this.service = this.createService(definition, scope);
    this.autoscaling = this.createAutoscaling();

    this.url = plan.loadBalancer ? serviceUrl(plan.loadBalancer) : pulumi.output(undefined);
    this.serviceArn = this.service.arn;
    this.serviceName = this.service.name;
    this.taskDefinitionArn = this.taskDefinition.arn;
    this.taskRoleArn = this.taskRole.role.arn;
    this.securityGroupId = this.securityGroup.id;
    this.port = plan.settings.port ?? 0;
    this.logGroupName = this.logGroup.name;
    this.registerOutputs({
      url: this.url,
      serviceArn: this.serviceArn,
      serviceName: this.serviceName,
      taskDefinitionArn: this.taskDefinitionArn,
      taskRoleArn: this.taskRoleArn,
      securityGroupId: this.securityGroupId,
      logGroupName: this.logGroupName,
    });
  }

  /** The connections to other targets by name, including those that `allowTo` added. */
  get connections(): Readonly<Record<string, Connection>> {
    return this.taskConnections.byName;
  }

  /** The rules that the owners of security groups have to add, because the groups do not accept rules. */
  get requiredRules(): readonly RequiredRule[] {
    const connections = [
      ...Object.values(this.connections),
      ...(this.loadBalancerConnection ? [this.loadBalancerConnection] : []),
    ];
    return connections.flatMap(({ requiredRules }) => requiredRules);
  }

  /**
   * Allows TCP connections to a target. The first tasks may start before the rule exists; the argument `connections` creates
   * rules before the tasks.
   *
   * @param name - the name of the connection: `database` creates `to-database-egress`, and `to-database-ingress` if the
   * security group of the target accepts rules
   * @param port - the port; by default the port of the target
   * @throws ArgumentsError that lists all argument issues
   */
  allowTo(name: string, target: ConnectionTarget, port?: pulumi.Input<number>): Connection {
    return this.taskConnections.allowTo(name, target, port);
  }

  /**
   * Returns the monitors of the service, for a `Monitoring`. The alarms that roll back deployments are among them, and are not
   * created twice.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: ComponentMonitorsArgs = {}): MonitorSet {
    const component = { component: "EcsService", name: this.componentName, region: this.plan.settings.region };
    return serviceMonitors(componentSetArgs(component, args), this.plan, this);
  }

  private createConnections(name: string): TaskConnections {
    const securityGroupId = this.securityGroup.id;
    const connections = new TaskConnections(this.children, { component: "EcsService", name, securityGroupId });
    for (const [key, target] of Object.entries(this.plan.connections)) connections.create(key, target);
    return connections;
  }

  private createLoadBalancing(): EcsServiceLoadBalancing | undefined {
    const { loadBalancer, shiftsTraffic, settings } = this.plan;
    if (loadBalancer === undefined) return undefined;
    return createLoadBalancing(this.children, loadBalancer, { vpcId: settings.network.vpcId, shiftsTraffic });
  }

  private connectLoadBalancer(name: string): Connection | undefined {
    const { loadBalancer, settings } = this.plan;
    if (loadBalancer === undefined || settings.port === undefined) return undefined;
    return createConnection(this.children, FROM_LOAD_BALANCER, {
      client: loadBalancer.loadBalancer,
      target: { securityGroupId: this.securityGroup.id, acceptsRules: true },
      port: settings.port,
      description: `Requests from the load balancer to ${name}`,
    });
  }

  private createAlarms(): EcsServiceAlarms {
    const { loadBalancer, shiftsTraffic, alarms } = this.plan;
    if (loadBalancer === undefined || this.loadBalancing === undefined) return {};
    return createAlarms(this.children, alarms, { loadBalancer, shiftsTraffic }, this.loadBalancing);
  }

  private createTaskBeforeDeploy(name: string, definition: TaskDefinitionResources): EcsTaskBeforeDeploy | undefined {
    const { taskBeforeDeploy, task } = this.plan;
    const { cluster, network, subnets } = task.settings;
    if (taskBeforeDeploy === undefined) return undefined;
    return createTaskBeforeDeploy(this.children, taskBeforeDeploy, {
      name,
      cluster,
      definition,
      capacity: task.capacity,
      subnetIds: taskSubnetIds(network, subnets),
      securityGroupId: this.securityGroup.id,
      dependencies: this.taskDependencies(),
    });
  }

  private createService(definition: TaskDefinitionResources, scope: ArnScope): aws.ecs.Service {
    const { plan, children } = this;
    const { deployment, scaling } = plan;
    const minutes = `${deployment.timeoutMinutes}m`;
    const ignoreChanges = [
      ...(scales(scaling) ? ["desiredCount"] : []),
      ...(deployment.owner === "pipeline" ? ["taskDefinition"] : []),
    ];
    const { securityGroup, loadBalancing, alarms, infrastructureRole, hooksRole } = this;
    const logs = { group: this.logGroup.name, region: scope.region };
    const context = { definition, logs, securityGroup, loadBalancing, alarms, infrastructureRole, hooksRole };
    return new aws.ecs.Service(
      children.name(SERVICE),
      { ...serviceArgs(plan, context), region: children.region, tags: children.tags(SERVICE) },
      children.options(SERVICE, {
        ignoreChanges,
        customTimeouts: { create: minutes, update: minutes },
        dependsOn: this.serviceDependencies(),
      }),
    );
  }

  /** Returns the resources that tasks need when they start: their permissions, the rules of their security group, and routes. */
  private taskDependencies(): pulumi.Resource[] {
    const rules = Object.values(this.connections).flatMap(({ egressRule, ingressRule }) => [egressRule, ingressRule]);
    const policies = [this.executionRole.policy, this.taskRole.policy];
    const { connectivityDependencies = [] } = this.plan.settings.network;
    return [...policies, ...Object.values(this.egressRules), ...rules, ...connectivityDependencies].filter(
      (resource) => resource !== undefined,
    );
  }

  private serviceDependencies(): pulumi.Resource[] {
    const { loadBalancing, loadBalancerConnection, infrastructureRole, hooksRole, taskBeforeDeploy, alarms } = this;
    // A target group can be used only when a listener refers to it.
    const { listenerRule, testListenerRule, listener, testListener } = loadBalancing ?? {};
    return [
      ...this.taskDependencies(),
      ...(this.plan.settings.cluster.capacityDependencies ?? []),
      ...[listenerRule, testListenerRule, listener, testListener],
      ...[loadBalancerConnection?.egressRule, loadBalancerConnection?.ingressRule],
      infrastructureRole?.policy,
      ...Object.values(infrastructureRole?.attachments ?? {}),
      hooksRole?.policy,
      taskBeforeDeploy?.invocation,
      ...alarmsOf(alarms),
    ].filter((resource) => resource !== undefined);
  }

  private createAutoscaling(): EcsServiceAutoscaling | undefined {
    const { scaling, loadBalancer, settings } = this.plan;
    if (!scales(scaling)) return undefined;
    return createScaling(this.children, scaling, {
      clusterName: settings.cluster.clusterName,
      service: this.service,
      ...(loadBalancer && this.loadBalancing && { loadBalancer: { plan: loadBalancer, groups: this.loadBalancing } }),
    });
  }
}
