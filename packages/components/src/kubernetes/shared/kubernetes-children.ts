import type * as pulumi from "@pulumi/pulumi";
import { childOptions } from "../../shared/component-args";
import { childName } from "../../shared/naming";
import type { KubernetesComponentArgs, KubernetesMetadata } from "./kubernetes-component-args";
import { MANAGED_BY_LABEL } from "./kubernetes-labels";

/** The metadata of a child object. */
export interface ChildMetadata {
  /** Absent if Pulumi generates the name. */
  readonly name?: pulumi.Input<string>;
  /** Absent for objects that do not belong to a namespace. */
  readonly namespace?: pulumi.Input<string>;
  readonly labels: Record<string, pulumi.Input<string>>;
  readonly annotations?: Record<string, pulumi.Input<string>>;
}

/** Options of a child. */
export type ChildOptions = Omit<pulumi.CustomResourceOptions, "dependsOn"> & {
  readonly dependsOn?: readonly pulumi.Resource[];
};

/** Provides what all children of a component have in common: name prefix, parent, labels, and dependencies. */
export class KubernetesChildren {
  private readonly parent: pulumi.Resource;
  private readonly prefix: string;
  private readonly settings: KubernetesComponentArgs;
  private readonly labels: KubernetesMetadata;
  private readonly dependencies: readonly pulumi.Resource[];

  /**
   * @param parent - the component
   * @param prefix - the name of the component
   * @param labels - labels for all children
   * @param dependencies - resources that must exist before each child
   */
  constructor(
    parent: pulumi.Resource,
    prefix: string,
    settings: KubernetesComponentArgs,
    labels: KubernetesMetadata,
    dependencies: readonly pulumi.Resource[] = [],
  ) {
    this.parent = parent;
    this.prefix = prefix;
    this.settings = settings;
    this.labels = labels;
    this.dependencies = dependencies;
  }

  /** Returns the resource name of a child. */
  name(child: string): string {
    return childName(this.prefix, child);
  }

  /** Returns the options of a child: its parent, from which it inherits the provider, its dependencies, and its adoption. */
  options(child: string, { dependsOn = [], ...options }: ChildOptions = {}): pulumi.CustomResourceOptions {
    const dependencies = [...this.dependencies, ...dependsOn];
    return childOptions(this.parent, this.settings, child, {
      ...(dependencies.length > 0 && { dependsOn: dependencies }),
      ...options,
    });
  }

  /** Returns metadata with the labels of all children. Properties without a value are omitted. */
  metadata({ labels = {}, annotations = {}, ...identity }: Partial<ChildMetadata>): ChildMetadata {
    return {
      ...identity,
      labels: { ...this.labels, [MANAGED_BY_LABEL]: "pulumi", ...labels },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    };
  }
}
