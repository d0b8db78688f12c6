import type * as pulumi from "@pulumi/pulumi";
import type { Check } from "../../shared/argument-issues";
import { matching } from "../../shared/checks";
import { childOptions } from "../../shared/component-args";
import { childName } from "../../shared/naming";
import { mergeTags, type Tags } from "../../shared/tags";
import type { AwsComponentArgs } from "./aws-component-args";

/**
 * Returns a check for keys that users choose and that become part of child names, such as tier names. Keys that contain a
 * slot (`az1`) are rejected, because they could produce the name of another child.
 *
 * @param what - a description of the key: "the name of a tier"
 */
export const childKey = (what: string, example: string): Check<unknown> =>
  matching(
    /^(?!.*(?:^|-)az\d)[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/,
    what,
    `Use letters, digits, and hyphens, beginning with a letter, but no slot such as "az1". Example: "${example}".`,
  );

/** Provides what all children of a component have in common: name prefix, parent, Region, and tags. */
export class Children {
  private readonly parent: pulumi.Resource;
  private readonly prefix: string;
  private readonly settings: AwsComponentArgs;

  /**
   * @param parent - the component
   * @param prefix - the name of the component
   */
  constructor(parent: pulumi.Resource, prefix: string, settings: AwsComponentArgs) {
    this.parent = parent;
    this.prefix = prefix;
    this.settings = settings;
  }

  /** Returns the resource name of a child. */
  name(child: string): string {
    return childName(this.prefix, child);
  }

  /** Returns the options of a child: its parent, from which it inherits the provider, and its adoption. */
  options(child: string, options?: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
    return childOptions(this.parent, this.settings, child, options);
  }

  /** The options of a lookup, which uses the provider that the children use. */
  get lookupOptions(): pulumi.InvokeOutputOptions {
    return { parent: this.parent };
  }

  /** The Region of all regional children. */
  get region(): pulumi.Input<string> | undefined {
    return this.settings.region;
  }

  /** Returns a child's tags: `Name` and the preset tags, the component's `tags`, and the child tags, which take precedence. */
  tags(child: string, presetTags: Tags = {}, childTags: pulumi.Input<Tags> = {}): pulumi.Input<Tags> {
    return mergeTags({ Name: this.name(child), ...presetTags }, this.settings.tags ?? {}, childTags);
  }
}
