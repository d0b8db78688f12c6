import type { Options, OptionValues } from "../model/rule-options";

/** Returns the default of every option. */
export function optionDefaults(options: Options = {}): OptionValues {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
}

/** Returns a function that adds the defaults to option values. Callers pass only the values that differ from them. */
export function withOptionDefaults(options?: Options): (values: OptionValues) => OptionValues {
  const defaults = optionDefaults(options);
  return (values) => ({ ...defaults, ...values });
}
