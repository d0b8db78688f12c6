import type { Observations } from "../statistics";

/** Returns the observation of a counter, which is published only if it is not 0. */
export const count = (value: number): Observations | undefined => (value === 0 ? undefined : [[value, 1]]);

/** Returns the observation of a gauge, which is published every minute. */
export const constant = (value: number): Observations => [[value, 1]];
