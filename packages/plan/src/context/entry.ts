import {
  arrayOf,
  asObject,
  describeType,
  dictionaryOf,
  optional,
  propertiesFromJson,
  quoteShort,
  ShapeError,
  strictObject,
  string,
  valueToJson,
  type Json,
  type JsonCodec,
} from "../documents";
import type { Properties } from "../model";

/** A recorded answer to a data source lookup. */
export interface ContextEntry {
  /** The stack for which the answer was recorded. */
  readonly stack: string;
  /** The function's token, such as `aws:ec2/getVpc:getVpc`. */
  readonly token: string;
  readonly arguments: Properties;
  readonly provider: ProviderIdentity;
  /** The date on which the answer was recorded, such as `2026-01-31`. */
  readonly asOf: string;
  /** The first date on which the answer is no longer valid. */
  readonly expires: string;
  readonly result: Properties;
  /** The names of result properties that are not recorded because they are secret. */
  readonly withheld?: readonly string[];
}

/** The provider that returned a recorded answer. */
export interface ProviderIdentity {
  /** The name of the provider in the program, or `default` for a default provider. */
  readonly name: string;
  /** The settings that determine the provider's account, Region, or cluster, such as `region`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The content of an answer file. */
export interface ContextDocument {
  readonly version: 1;
  readonly answers: readonly ContextEntry[];
}

const properties: JsonCodec<Properties> = {
  read: (json) => propertiesFromJson(asObject(json)),
  write: (value) => valueToJson(value),
};

const date: JsonCodec<string> = {
  read: (json) => {
    const found = string.read(json);
    const day = /^\d{4}-\d{2}-\d{2}$/.test(found) ? new Date(`${found}T00:00:00Z`) : new Date(Number.NaN);
    if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(found))
      throw new ShapeError(`expected a date such as 2026-01-31, got ${quoteShort(found)}`);
    return found;
  },
  write: (value): Json => value,
};

const version: JsonCodec<1> = {
  read: (json) => {
    if (json === 1) return json;
    throw new ShapeError(`expected 1, got ${typeof json === "number" ? json : describeType(json)}`);
  },
  write: (value) => value,
};

const provider = strictObject<ProviderIdentity>({ name: string, settings: dictionaryOf(string) });

/** Reads and writes an entry of an answer file. */
export const contextEntry = strictObject<ContextEntry>({
  stack: string,
  token: string,
  arguments: properties,
  provider,
  asOf: date,
  expires: date,
  result: properties,
  withheld: optional(arrayOf(string)),
});

/** Reads and writes the content of an answer file. */
export const contextDocument = strictObject<ContextDocument>({ version, answers: arrayOf(contextEntry) });
