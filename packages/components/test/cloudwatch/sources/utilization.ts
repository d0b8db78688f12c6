import type { Conditions } from "../scenarios";

/** How a gauge depends on what happens to a service. */
export interface GaugeOptions {
  /** The value without load. */
  readonly idle: number;
  /** What the usual load at the busiest time of day adds. */
  readonly busy: number;
  /** What failures of the usual load at the busiest time of day add, such as retries. @default 0 */
  readonly failing?: number;
  /** What the exhausted resource adds. @default 0 */
  readonly leaked?: number;
  /** The range of the value. @default [0, 100] */
  readonly range?: readonly [minimum: number, maximum: number];
}

/** Returns the value of a gauge under the conditions of a minute. */
export function gauge(options: GaugeOptions, { load, failing, leaked }: Conditions): number {
  const { idle, busy, failing: whenFailing = 0, leaked: whenLeaked = 0, range = [0, 100] } = options;
  const value = idle + (busy + whenFailing * failing) * load + whenLeaked * leaked;
  return Math.min(range[1], Math.max(range[0], value));
}
