import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isSecret,
  isUnknown,
  type PropertyPath,
  type Unknown,
  type Value,
} from "../model";
import { parseDocument } from "./parse-document";
import { memberPosition, NO_POSITION, type ValuePosition } from "./value-position";

/** A string or a number inside a value. */
export interface Leaf {
  readonly value: string | number;
  /** The path. The members of a JSON document in a string have paths below the path of the string. */
  readonly path: PropertyPath;
  /** Whether the value is inside a value that the program or the provider marks as secret. */
  readonly isMarked: boolean;
  /** Whether the value belongs to a property that holds secrets. */
  readonly isNamed: boolean;
}

/** The functions that receive the parts of a value. */
export interface LeafVisitor {
  readonly onLeaf: (leaf: Leaf) => void;
  /** Receives the parts of each string that contains unknown parts. `onLeaf` receives the known parts as well. */
  readonly onPartlyKnown?: (parts: readonly Value[]) => void;
  /** Receives each property name outside values that are marked as secret, and the path of the object that contains it. */
  readonly onName?: (name: string, path: PropertyPath) => void;
}

/**
 * Passes every string and number in a value to a function: those in assets and archives, the known parts of strings that
 * are not known yet, and those in JSON documents, after the document itself.
 */
export function visitLeaves(
  root: Value,
  { onLeaf, onName, onPartlyKnown }: LeafVisitor,
  rootPosition: ValuePosition = NO_POSITION,
): void {
  const visit = (value: Value, position: ValuePosition, path: PropertyPath, isMarked: boolean): void => {
    const members = (properties: Readonly<Record<string, Value>>): void => {
      for (const [name, member] of Object.entries(properties)) {
        if (!isMarked) onName?.(name, path);
        visit(member, memberPosition(position, properties, name), [...path, name], isMarked);
      }
    };
    const parts = ({ origin }: Unknown): void => {
      if (origin?.kind === "text") {
        onPartlyKnown?.(origin.parts);
        for (const part of origin.parts) visit(part, position, path, isMarked);
      } else if (origin?.kind === "json") visit(origin.value, position, path, isMarked);
    };
    if (isSecret(value)) visit(value.value, position, path, true);
    else if (isUnknown(value)) parts(value);
    else if (isAsset(value)) {
      if (value.text !== undefined) visit(value.text, position, path, isMarked);
    } else if (isArchive(value)) members(value.assets ?? {});
    else if (isList(value)) value.forEach((element, index) => visit(element, position, [...path, index], isMarked));
    else if (isProperties(value)) members(value);
    else if (typeof value === "string" || typeof value === "number") {
      onLeaf({ value, path, isMarked, isNamed: position.isNamed });
      const document = typeof value === "string" ? parseDocument(value) : undefined;
      if (document !== undefined) visit(document, position, path, isMarked);
    }
  };
  visit(root, rootPosition, [], false);
}
