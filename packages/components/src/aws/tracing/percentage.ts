import type { Check } from "../../shared/argument-issues";
import { expected } from "../../shared/checks";

const WHAT = "a number from 0 to 100";

/** Accepts percentages, including fractions. */
export const percentage: Check<unknown> = (value) => {
  if (typeof value !== "number") return expected("wrong-type", WHAT);
  return value >= 0 && value <= 100 ? undefined : expected("out-of-range", WHAT);
};
