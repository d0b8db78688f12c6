import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";

const FIRST = 1001;
/** The number of odd priorities from 1001 to 39999. */
const COUNT = 19_500;
const HASH_HEX_DIGITS = 8;

/**
 * Returns the priority of a service's listener rule, derived from the names of the project, the stack, and the service.
 *
 * @remarks
 * Without a priority, Elastic Load Balancing would use the next free number, and two services that are created at the same
 * time would compete for it. Odd numbers leave the even numbers for the rules for test traffic.
 */
export function defaultPriority(name: string): number {
  const hash = createHash("sha256").update(`${pulumi.getProject()}/${pulumi.getStack()}/${name}`).digest("hex");
  return FIRST + 2 * (parseInt(hash.slice(0, HASH_HEX_DIGITS), 16) % COUNT);
}
