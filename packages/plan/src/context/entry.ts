import {
  arrayOf,
  asObject,
  dictionaryOf,
  optional,
  propertiesFromJson,
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
  /** The function, such as `aws:ec2/getVpc:getVpc`. */
  readonly token: string;
  readonly arguments: Properties;
  readonly provider: ProviderIdentity;
  /** The date of the answer, such as `2026-01-31`. */
  readonly asOf: string;
  /** The first date on which the answer is no longer valid. */
  readonly expires: string;
  readonly result: Properties;
  /** Members of the result that are not recorded because they are secret. */
  readonly withheld?: readonly string[];
}

/** The provider of a recorded answer. */
export interface ProviderIdentity {
  /** The name of the provider in the program, or `default` for a default provider. */
  readonly name: string;
  /** The settings that determine its account, region or cluster, such as `region`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The content of a file with answers. */
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
      throw new ShapeError("must be a date such as 2026-01-31");
    return found;
  },
  write: (value): Json => value,
};

const version: JsonCodec<1> = {
  read: (json) => {
    if (json === 1) return json;
    throw new ShapeError("must be 1, the only supported version");
  },
  write: (value) => value,
};

const provider = strictObject<ProviderIdentity>({ name: string, settings: dictionaryOf(string) });

const entry = strictObject<ContextEntry>({
  stack: string,
  token: string,
  arguments: properties,
  provider,
  asOf: date,
  expires: date,
  result: properties,
  withheld: optional(arrayOf(string)),
});

/** Reads and writes a file with answers. */
export const contextDocument = strictObject<ContextDocument>({ version, answers: arrayOf(entry) });
