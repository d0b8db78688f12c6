import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { checkAdoption, withDefaults, type ProfileDefaults } from "../../shared/component-args";
import { Children } from "../shared/children";
import type { Connection, ConnectionTarget, RequiredRule } from "../shared/connections";
import type { Permission } from "../shared/permissions";
import type { ServiceRole } from "../shared/service-role";
import { runTaskStatements } from "./run-task";
import { ECS_TASK_ARGUMENTS, ECS_TASK_DEFAULTS, type EcsTaskArgs, type EcsTaskDefaults } from "./task-args";
import { checkConnections, taskConnectionChildren, TaskConnections } from "./task-connections";
import { createTaskDefinition, taskDefinitionChildren, type TaskDefinitionResources } from "./task-definition";
import { createTaskSecurityGroup, taskSecurityGroupChildren, taskSubnetIds } from "./task-network";
import { EXECUTION_ROLE } from "./task-roles";
import { planTask, type TaskPlan } from "./task-plan";
import { hasEbsVolume } from "./task-volumes";
import {
  createSchedule,
  planSchedule,
  scheduleChildren,
  type EcsTaskSchedule,
  type SchedulePlan,
} from "./task-schedule";

/**
 * A task that runs containers on ECS until they exit, on a schedule or on demand.
 *
 * @remarks
 * Creates the task definition, its log group, execution role, and task role, and a security group that allows HTTPS to the
 * outside. With a schedule, it also creates an EventBridge schedule, its role, and a dead-letter queue for starts that failed.
 *
 * A task with the default size on Fargate costs about $0.012 per hour. Schedules cost $1.00 per million starts; the first
 * 14 million per month are free. Logs cost $0.50 per GB. All other resources are free. Prices are for us-east-1.
 *
 * The component has no stateful children, so `protection` has no effect. To delete a task, remove it from the program.
 *
 * Names of the children, for `adopt` and `transforms`: `task-definition`, `logs`, `task-role`, `execution-role`,
 * `security-group`, `schedule`, `schedule-role`, `dead-letter-queue`, and others. docs/services.md lists all of them.
 *
 * @example
 * const report = new EcsTask("report", {
 *   cluster: new EcsCluster("shop"),
 *   network: new Vpc("shop"),
 *   image: new EcrRepository("report").imageUri("1.4.2"),
 *   command: ["node", "report.js"],
 *   schedule: { expression: "cron(0 3 * * ? *)", timeZone: "Europe/Berlin" },
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class EcsTask extends pulumi.ComponentResource {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<EcsTaskDefaults> = ECS_TASK_DEFAULTS;

  /** The ARN of the current revision of the task definition. */
  readonly taskDefinitionArn: pulumi.Output<string>;
  /** The ARN of the application's role. */
  readonly taskRoleArn: pulumi.Output<string>;
  /** The ID of the task's security group. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The name of the log group of all containers. */
  readonly logGroupName: pulumi.Output<string>;
  /** The JSON input of `aws ecs run-task --cli-input-json`, which starts the task on demand. */
  readonly runTaskInput: pulumi.Output<string>;

  /** The task definition. */
  readonly taskDefinition: aws.ecs.TaskDefinition;
  /** The log group of all containers. */
  readonly logGroup: aws.cloudwatch.LogGroup;
  /** The role of ECS, which pulls images, reads secrets, and writes logs. */
  readonly executionRole: ServiceRole;
  /** The role of the application. */
  readonly taskRole: ServiceRole;
  /** The security group of the task. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** The rules for outgoing connections by name, without those of `connections`. */
  readonly egressRules: Readonly<Record<string, aws.vpc.SecurityGroupEgressRule>>;
  /** The schedule, its role, and its queue; `undefined` without a schedule. */
  readonly schedule: EcsTaskSchedule | undefined;

  private readonly plan: TaskPlan;
  private readonly definition: TaskDefinitionResources;
  private readonly taskConnections: TaskConnections;

  constructor(name: string, args: EcsTaskArgs, options?: pulumi.ComponentResourceOptions) {
    const { task, schedule, connections } = planEcsTask(name, args);

    super("roadbed:aws:EcsTask", name, args, options);
    const children = new Children(this, name, task.settings);
    this.plan = task;
    this.definition = createTaskDefinition(children, name, task);
    this.taskDefinition = this.definition.taskDefinition;
    this.logGroup = this.definition.logGroup;
    this.executionRole = this.definition.executionRole;
    this.taskRole = this.definition.taskRole;
    const network = createTaskSecurityGroup(children, task.settings.network, task.egress);
    this.securityGroup = network.securityGroup;
    this.egressRules = network.egressRules;
    const securityGroupId = this.securityGroup.id;
    this.taskConnections = new TaskConnections(children, { component: "EcsTask", name, securityGroupId });
    for (const [key, target] of Object.entries(connections)) this.taskConnections.create(key, target);
    this.schedule =
      schedule &&
      createSchedule(children, schedule, {
        task,
        definition: this.definition,
        securityGroupId,
        dependencies: this.taskDependencies(),
      });

    this.taskDefinitionArn = this.taskDefinition.arn;
    this.taskRoleArn = this.taskRole.role.arn;
    this.securityGroupId = securityGroupId;
    this.logGroupName = this.logGroup.name;
    this.runTaskInput = this.describeRun();
    this.registerOutputs({
      taskDefinitionArn: this.taskDefinitionArn,
      taskRoleArn: this.taskRoleArn,
      securityGroupId: this.securityGroupId,
      logGroupName: this.logGroupName,
      runTaskInput: this.runTaskInput,
    });
  }

  /** The connections to other targets by name, including those that `allowTo` added. */
  get connections(): Readonly<Record<string, Connection>> {
    return this.taskConnections.byName;
  }

  /** The rules that the owners of security groups have to add, because the groups do not accept rules. */
  get requiredRules(): readonly RequiredRule[] {
    return Object.values(this.connections).flatMap(({ requiredRules }) => requiredRules);
  }

  /** The permission to run the task, for the `permissions` of another workload. */
  get permissionToRun(): Permission {
    return { statements: runTaskStatements(this.plan.settings.cluster, this.definition) };
  }

  /**
   * Allows TCP connections to a target. The argument `connections` creates rules before the task can start.
   *
   * @param name - the name of the connection: `database` creates `to-database-egress`, and `to-database-ingress` if the
   * security group of the target accepts rules
   * @param port - the port; by default the port of the target
   * @throws ArgumentsError that lists all argument issues
   */
  allowTo(name: string, target: ConnectionTarget, port?: pulumi.Input<number>): Connection {
    return this.taskConnections.allowTo(name, target, port);
  }

  private describeRun(): pulumi.Output<string> {
    const { cluster, network, subnets } = this.plan.settings;
    return pulumi.jsonStringify({
      cluster: cluster.clusterArn,
      taskDefinition: this.taskDefinition.arn,
      capacityProviderStrategy: [...this.plan.capacity],
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: taskSubnetIds(network, subnets),
          securityGroups: [this.securityGroup.id],
          assignPublicIp: "DISABLED",
        },
      },
    });
  }

  private taskDependencies(): pulumi.Resource[] {
    const rules = Object.values(this.connections).flatMap(({ egressRule, ingressRule }) => [egressRule, ingressRule]);
    const policies = [this.executionRole.policy, this.taskRole.policy];
    const { cluster, network } = this.plan.settings;
    const existing = [...(cluster.capacityDependencies ?? []), ...(network.connectivityDependencies ?? [])];
    return [...policies, ...Object.values(this.egressRules), ...rules, ...existing].filter(
      (resource) => resource !== undefined,
    );
  }
}

/** The resources that an EcsTask creates. */
interface EcsTaskPlan {
  readonly task: TaskPlan;
  readonly schedule: SchedulePlan | undefined;
  readonly connections: Readonly<Record<string, ConnectionTarget>>;
}

/** Checks the arguments of an EcsTask and plans its resources. */
function planEcsTask(name: string, args: EcsTaskArgs): EcsTaskPlan {
  const issues = new ArgumentIssues("EcsTask", name);
  const settings = withDefaults(issues, ECS_TASK_DEFAULTS, ECS_TASK_ARGUMENTS, args);
  const task = planTask(issues, name, settings, { mainPort: { port: undefined }, longestRole: EXECUTION_ROLE });
  const schedule = planSchedule(issues, settings.schedule);
  const connections = checkConnections(issues, settings.connections);
  if (settings.schedule !== undefined && hasEbsVolume(task.volumes)) {
    issues.add("volumes", undefined, {
      code: "conflict",
      statement: "EventBridge Scheduler cannot start tasks with an EBS volume",
      remedy: "Use an EFS volume or ephemeral storage.",
    });
  }
  issues.throwIfAny();
  checkAdoption(issues, settings, [
    ...taskDefinitionChildren(),
    ...taskSecurityGroupChildren(task.egress),
    ...taskConnectionChildren(connections),
    ...(schedule ? scheduleChildren(schedule) : []),
  ]);
  issues.throwIfAny();
  return { task, schedule, connections };
}
