import { matching } from "../../shared/checks";

/** Accepts the name of an EC2 instance type: `m7i.large`. */
export const instanceType = matching(/^[a-z0-9-]+\.[a-z0-9-]+$/, "an instance type", 'Example: "m7i.large".');

/**
 * Whether an instance type has ARM processors: those with the letter "g" after the generation have Graviton processors, and
 * those that are named after GB200 have Grace processors.
 */
export const isArmInstanceType = (type: unknown): boolean =>
  typeof type === "string" && /^(?:a1|[a-z]+\d+g[a-z0-9-]*|[a-z0-9]+-gb\d+)\./.test(type);
