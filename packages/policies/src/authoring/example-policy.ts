/** In an example: inputs of which a property holds a document as a text, and what else they hold. */
export const jsonIn = (property: string, content: object, more: object = {}): object => ({
  ...more,
  [property]: JSON.stringify(content),
});

/** In an example: inputs of which a property holds a policy of these statements, as a text. */
export const policyOf = (statements: object | readonly object[], property = "policy"): object =>
  jsonIn(property, { Version: "2012-10-17", Statement: statements });
