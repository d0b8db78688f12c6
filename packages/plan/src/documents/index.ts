export { goJson } from "./go-json";
export { jsonLocation, parseJson } from "./parse-json";
export { valueFromData } from "./plain-data";
export {
  arrayOf,
  arrayReader,
  asArray,
  asObject,
  atKey,
  boolean,
  describeType,
  dictionaryOf,
  dictionaryReader,
  enumOf,
  looseObjectReader,
  number,
  optional,
  quoteShort,
  ShapeError,
  strictObject,
  string,
  type Json,
  type JsonCodec,
  type JsonReader,
} from "./shape";
export { readTextFile, readTextFileOrPipe } from "./text-file";
export { propertiesFromJson, valueFromJson, valueToJson, type JsonDialect } from "./value-json";
