import type * as pulumi from "@pulumi/pulumi";
import { childOptions } from "../../shared/component-args";
import { childName } from "../../shared/naming";
import { textLike, type Check } from "../../shared/argument-issues";
import { mergeTags, type Tags } from "../../shared/tags";
import type { AwsComponentArgs } from "./aws-component-args";

/**
 * A key that the program chooses for children, such as the name of a tier. Slots of an address plan are the component's:
 * with one in it, a key could make the name of a child that is another's.
 */
export const childKey = (what: string, example: string): Check<unknown> => {
  const named = textLike(
    /^(?!.*(?:^|-)az\d)[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/,
    what,
    `use letters, digits and dashes, a letter first, as in "${example}"`,
  );
  return (key) => {
    const fault = named(key);
    return fault && { ...fault, shown: "" };
  };
};

/** Makes what all children of a component have in common, so that no child goes without any of it. */
export class Children {
  private readonly parent: pulumi.Resource;
  private readonly prefix: string;
  private readonly settings: AwsComponentArgs;

  /** `prefix` is the name of the component, `parent`. */
  constructor(parent: pulumi.Resource, prefix: string, settings: AwsComponentArgs) {
    this.parent = parent;
    this.prefix = prefix;
    this.settings = settings;
  }

  /** The resource name of a child. */
  name(child: string): string {
    return childName(this.prefix, child);
  }

  /** The options of a child: parent, and with it the provider, and what `adopt` says. */
  options(child: string, options?: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
    return childOptions(this.parent, this.settings, child, options);
  }

  /** The region of a child that has one, which all have but those of IAM. */
  get region(): pulumi.Input<string> | undefined {
    return this.settings.region;
  }

  /** The tags of a child, the later winning: `Name` and `preset`, those of the component's arguments, and its own. */
  tags(child: string, preset: Tags = {}, own: pulumi.Input<Tags> = {}): pulumi.Input<Tags> {
    return mergeTags({ Name: this.name(child), ...preset }, this.settings.tags ?? {}, own);
  }
}
