import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { specificity, SPECIFICITY_LEVELS, type RequestConditions } from "./request-conditions";

const FIRST = 1001;
/** The number of odd priorities for conditions that are equally specific, so that the last priority is below 40000. */
const COUNT = 812;
const HASH_HEX_DIGITS = 8;

/**
 * Returns the priority of a service's listener rule, derived from its conditions and from the names of the project, the stack,
 * and the service.
 *
 * @remarks
 * Rules with more specific conditions have lower numbers, because the first rule whose conditions a request meets applies: a
 * service for all paths would otherwise receive the requests for another service's path. Without a priority, Elastic Load
 * Balancing would use the next free number, and two services that are created at the same time would compete for it. Odd numbers
 * leave the even numbers for the rules for test traffic.
 */
export function defaultPriority(name: string, conditions: RequestConditions): number {
  const hash = createHash("sha256").update(`${pulumi.getProject()}/${pulumi.getStack()}/${name}`).digest("hex");
  const level = SPECIFICITY_LEVELS - 1 - specificity(conditions);
  return FIRST + 2 * (level * COUNT + (parseInt(hash.slice(0, HASH_HEX_DIGITS), 16) % COUNT));
}
