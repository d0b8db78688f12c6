// Placeholders are plain values that stand for unknown values. A program that awaits a lookup without an answer gets
// them, because it expects a string or an array and cannot use the SDK's unknown value as one.
//
// The SDK treats a placeholder as an unknown value: it passes the placeholder to the engine as unknown, and no `apply`
// runs with it. A placeholder that is formatted into a string leaves its label there, which begins with a mark. The engine
// treats a string that contains the mark as unknown.
"use strict";

const { appendFileSync } = require("node:fs");
const { inspect } = require("node:util");
const { LOOKUP, lookupOriginOf } = require("./lookup-origins.js");

/** The number of elements of an unknown array, and of the result of `split`. The types of the SDK have the same length. */
const ARRAY_LENGTH = 3;
const SPLIT_LENGTH = 4;

/** The member by which the SDK recognizes an unknown value, of any copy of the SDK. */
const UNKNOWN_MEMBER = "__pulumiUnknown";

/** The methods of strings whose result is as unknown as the string. */
const PARTS = new Set(
  "at charAt normalize replace replaceAll slice substr substring toLocaleLowerCase toLocaleUpperCase toLowerCase toUpperCase trim trimEnd trimStart".split(
    " ",
  ),
);
/** The methods that only arrays have. A value whose type is not declared can be an array. */
const ARRAY_METHODS = new Set(
  "entries every filter find findIndex flat flatMap forEach join keys map reduce some sort values".split(" "),
);

/**
 * Returns a placeholder for a value that is not declared as an array.
 *
 * @param {string} label the string that results when the program formats the placeholder
 * @param {() => void} [onLength] called when the program uses the placeholder as an array of a certain length
 * @param {object} [origin] the lookup that the value comes from
 */
function createPlaceholder(label, onLength = () => {}, origin = undefined) {
  const members = new Map();
  const memberOf = (name) => {
    if (!members.has(name)) members.set(name, createPlaceholder(`${label}-${name}`, onLength, origin));
    return members.get(name);
  };
  let elements;
  const asArray = () =>
    (elements ??= createPlaceholderArray(
      Array.from({ length: ARRAY_LENGTH }, (_, index) => memberOf(index)),
      label,
      onLength,
      origin,
    ));
  const placeholder = new Proxy(
    { [inspect.custom]: () => label },
    {
      get(_, name) {
        if (name === UNKNOWN_MEMBER) return true;
        if (name === LOOKUP) return origin;
        if (name === Symbol.toPrimitive) return (hint) => (hint === "number" ? Number.NaN : label);
        if (name === Symbol.iterator) return () => asArray()[Symbol.iterator]();
        if (typeof name === "symbol" || isReserved(name)) return undefined;
        if (name === "toString" || name === "valueOf" || name === "toJSON") return () => label;
        if (name === "split")
          return () => createPlaceholderArray(Array(SPLIT_LENGTH).fill(placeholder), label, undefined, origin);
        if (PARTS.has(name)) return () => placeholder;
        if (ARRAY_METHODS.has(name)) return (...parameters) => asArray()[name](...parameters);
        const member = label[name];
        if (typeof member === "function") return member.bind(label);
        return name === "length" ? member : memberOf(name);
      },
      has: (_, name) => name === UNKNOWN_MEMBER,
      // A copy such as { ...tags } has one member, whose name shows that the names are unknown.
      ownKeys: () => [label],
      getOwnPropertyDescriptor: (_, name) =>
        name === label ? { value: placeholder, enumerable: true, configurable: true, writable: true } : undefined,
      getPrototypeOf: () => Object.prototype,
      set: () => true,
    },
  );
  return placeholder;
}

/**
 * Returns an array of unknown length with the given elements. Elements beyond the end are placeholders, and the SDK treats
 * the array itself as unknown. A part of the array, such as the result of `slice`, is an ordinary array.
 *
 * @param {() => void} [onLength] called when the program uses the number of elements
 * @param {object} [origin] the lookup that the array comes from
 */
function createPlaceholderArray(elements, label, onLength = () => {}, origin = undefined) {
  const beyond = new Map();
  const elementAt = (index) => {
    if (index < elements.length) return elements[index];
    if (!beyond.has(index)) beyond.set(index, createPlaceholder(`${label}-${index}`, onLength, origin));
    return beyond.get(index);
  };
  return new Proxy(elements, {
    get(target, name, receiver) {
      if (name === UNKNOWN_MEMBER) return true;
      if (name === LOOKUP) return origin;
      if (name === "join") return (...parameters) => target.join(...parameters);
      if (name === "map") return (...parameters) => mapElements(target, parameters, label, onLength, origin);
      if (name === "slice")
        return (start = 0, end = undefined) => {
          if (start >= 0 && end >= start)
            return Array.from({ length: end - start }, (_, index) => elementAt(start + index));
          onLength();
          return target.slice(start, end);
        };
      if (name === "length") onLength();
      return typeof name === "string" && /^\d+$/.test(name)
        ? elementAt(Number(name))
        : Reflect.get(target, name, receiver);
    },
  });
}

/** Returns mapped elements. If they are data, the resulting array has an unknown length as well. */
function mapElements(elements, parameters, label, onLength, origin) {
  const mapped = elements.map(...parameters);
  if (mapped.length > 0 && mapped.every(isData)) return createPlaceholderArray(mapped, label, onLength, origin);
  onLength();
  return mapped;
}

/** Whether a value is plain data or a placeholder. Resources, outputs, and promises are objects of a class. */
function isData(value) {
  if (typeof value !== "object" || value === null) return typeof value !== "function" && value !== undefined;
  if (value[UNKNOWN_MEMBER] === true) return true;
  if (Array.isArray(value)) return value.every(isData);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isData);
}

/** Returns an object in which other members than the given ones are placeholders. */
function createPlaceholderObject(members, label, onLength) {
  const others = new Map();
  return new Proxy(members, {
    get(target, name, receiver) {
      if (typeof name === "symbol" || name in target || isReserved(name) || name === "toJSON")
        return Reflect.get(target, name, receiver);
      if (!others.has(name)) others.set(name, createPlaceholder(`${label}-${name}`, onLength));
      return others.get(name);
    },
  });
}

/** Whether a name has a meaning for promises or the SDK, which checks for members such as `__pulumiOutput`. */
const isReserved = (name) => name === "then" || name === "constructor" || name.startsWith("__");

/**
 * Returns a result in which placeholders replace the SDK's unknown values.
 *
 * @param {unknown} value the result, which is plain data
 * @param {string} label the label of the result
 * @param {() => void} onLength called when the program uses the length of an unknown array
 */
function withPlaceholders(value, label, onLength) {
  if (typeof value !== "object" || value === null) return value;
  if (value[UNKNOWN_MEMBER] === true) return createPlaceholder(label, onLength, lookupOriginOf(value));
  const isUnknown = isEntirelyUnknown(value);
  if (Array.isArray(value)) {
    const elements = value.map((element, index) => withPlaceholders(element, `${label}-${index}`, onLength));
    return isUnknown ? createPlaceholderArray(elements, label, onLength, lookupOriginOf(elements[0])) : elements;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([name, member]) => [
    name,
    withPlaceholders(member, `${label}-${name}`, onLength),
  ]);
  const members = Object.fromEntries(entries);
  return isUnknown ? createPlaceholderObject(members, label, onLength) : members;
}

function isEntirelyUnknown(value) {
  if (typeof value !== "object" || value === null) return false;
  if (value[UNKNOWN_MEMBER] === true) return true;
  const members = Object.values(value);
  return members.length > 0 && members.every(isEntirelyUnknown);
}

/** Returns arguments in which the labels replace placeholders, including those that promises resolve to. */
function withLabels(value) {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Promise) return value.then(withLabels);
  if (Array.isArray(value)) return Array.from(value, withLabels);
  if (value[UNKNOWN_MEMBER] === true) return typeof value.toJSON === "function" ? value.toJSON() : value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withLabels(member)]));
}

/**
 * Returns a function that records once that the program uses the length of an unknown array in the result of a lookup.
 *
 * @param {string} file the file that receives the lookups, one per line
 */
function lengthReporter(file) {
  const reported = new Set();
  return (lookup) => {
    if (!reported.has(lookup)) appendFileSync(file, `${lookup}\n`);
    reported.add(lookup);
  };
}

module.exports = { createPlaceholder, lengthReporter, withLabels, withPlaceholders };
