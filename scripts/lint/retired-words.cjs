"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const GLOSSARY = join(__dirname, "../../docs/glossary.md");
const HEADING = "## Retired words";

/**
 * Reads the table under "Retired words".
 * @param {string} markdown the glossary
 * @returns {Map<string, string>} the replacement of each retired word
 * @throws {Error} if the page has no such table
 */
function parseRetiredWords(markdown) {
  const [, section] = markdown.split(`\n${HEADING}\n`);
  const rows = (section ?? "").split("\n").filter((line) => line.startsWith("|"));
  const words = rows.slice(2).flatMap((row) => {
    const [retired, replacement] = row.slice(1, -1).split("|");
    return retired.split(",").map((word) => [word.trim().toLowerCase(), replacement.trim()]);
  });
  if (words.length === 0) throw new Error(`The glossary has no table under "${HEADING}".`);
  return new Map(words);
}

/** @param {string} name an identifier in camelCase, PascalCase or UPPER_CASE */
const wordsOf = (name) => name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g)?.map((word) => word.toLowerCase()) ?? [];

/** Returns the identifiers that a binding pattern declares. Shorthand properties take their name from elsewhere. */
function declaredIn(pattern) {
  switch (pattern?.type) {
    case "Identifier":
      return [pattern];
    case "AssignmentPattern":
      return declaredIn(pattern.left);
    case "RestElement":
      return declaredIn(pattern.argument);
    case "TSParameterProperty":
      return declaredIn(pattern.parameter);
    case "ArrayPattern":
      return pattern.elements.flatMap(declaredIn);
    case "ObjectPattern":
      return pattern.properties.flatMap((property) => {
        if (property.type === "RestElement") return declaredIn(property.argument);
        return property.shorthand ? [] : declaredIn(property.value);
      });
    default:
      return [];
  }
}

const keyOf = (node) =>
  !node.computed && ["Identifier", "PrivateIdentifier"].includes(node.key?.type) ? [node.key] : [];
const nameOf = (node) => (node.id?.type === "Identifier" ? [node.id] : []);
const parametersOf = (node) => node.params.flatMap(declaredIn);

/** @type {import("eslint").Rule.RuleModule} */
const rule = {
  meta: {
    type: "suggestion",
    docs: { description: "Reject the retired words of docs/glossary.md in the names of declarations" },
    messages: { retired: '"{{word}}" is a retired word. Use: {{replacement}}. See docs/glossary.md.' },
    schema: [],
  },
  create(context) {
    const retiredWords = parseRetiredWords(readFileSync(GLOSSARY, "utf8"));
    const check = (declared) => (node) => {
      for (const identifier of declared(node))
        for (const word of wordsOf(identifier.name)) {
          const replacement = retiredWords.get(word);
          if (replacement !== undefined)
            context.report({ node: identifier, messageId: "retired", data: { word, replacement } });
        }
    };
    const checkFunction = check((node) => [...nameOf(node), ...parametersOf(node)]);
    const checkKey = check(keyOf);
    const checkName = check(nameOf);
    return {
      VariableDeclarator: check((node) => declaredIn(node.id)),
      FunctionDeclaration: checkFunction,
      FunctionExpression: checkFunction,
      ArrowFunctionExpression: check(parametersOf),
      ClassDeclaration: checkName,
      TSInterfaceDeclaration: checkName,
      TSTypeAliasDeclaration: checkName,
      PropertyDefinition: checkKey,
      MethodDefinition: checkKey,
      TSPropertySignature: checkKey,
      TSMethodSignature: checkKey,
      TSFunctionType: check(parametersOf),
    };
  },
};

module.exports = { parseRetiredWords, plugin: { rules: { "retired-words": rule } } };
