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

/** An answer to a look-up, as it was given once. */
export interface ContextEntry {
  /** Whose account, cluster and so on were asked, as far as a stack decides that. */
  readonly stack: string;
  /** `aws:ec2/getVpc:getVpc` */
  readonly token: string;
  readonly arguments: Properties;
  readonly provider: ProviderIdentity;
  /** The day of the answer, as 2026-01-31. */
  readonly asOf: string;
  /** The first day on which it counts no more. */
  readonly expires: string;
  readonly result: Properties;
  /** Members of the result that are secret, and therefore not here. */
  readonly withheld?: readonly string[];
}

/** Which provider was asked. */
export interface ProviderIdentity {
  /** Its name in the program; `default` for those that the engine makes. */
  readonly name: string;
  /** Its settings that say where it looks, such as `region`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What a file of answers holds. */
export interface ContextDocument {
  readonly version: 1;
  readonly answers: readonly ContextEntry[];
}

const bag: JsonCodec<Properties> = {
  read: (json) => propertiesFromJson(asObject(json)),
  write: (held) => valueToJson(held),
};

const date: JsonCodec<string> = {
  read: (json) => {
    const found = string.read(json);
    const day = /^\d{4}-\d{2}-\d{2}$/.test(found) ? new Date(`${found}T00:00:00Z`) : new Date(Number.NaN);
    if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(found))
      throw new ShapeError("must be a day, as 2026-01-31");
    return found;
  },
  write: (held): Json => held,
};

const version: JsonCodec<1> = {
  read: (json) => {
    if (json === 1) return json;
    throw new ShapeError("must be 1, which is all that this version of Roadbed reads");
  },
  write: (held) => held,
};

const place = strictObject<ProviderIdentity>({ name: string, settings: dictionaryOf(string) });

const entry = strictObject<ContextEntry>({
  stack: string,
  token: string,
  arguments: bag,
  provider: place,
  asOf: date,
  expires: date,
  result: bag,
  withheld: optional(arrayOf(string)),
});

/** How such a document is spelt in JSON. */
export const contextDocument = strictObject<ContextDocument>({ version, answers: arrayOf(entry) });
