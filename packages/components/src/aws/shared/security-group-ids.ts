import { matching } from "../../shared/checks";

/** Accepts IDs of security groups. */
export const securityGroupId = matching(
  /^sg-[0-9a-f]+$/,
  "the ID of a security group",
  'Example: "sg-0a1b2c3d4e5f60718".',
);

/** Accepts IDs of prefix lists. */
export const prefixListId = matching(/^pl-[0-9a-f]+$/, "the ID of a prefix list", 'Example: "pl-0a1b2c3d".');
