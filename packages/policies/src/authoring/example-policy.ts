/** Returns example inputs with a document as a JSON string, and further properties. */
export const jsonIn = (property: string, content: object, otherProperties: object = {}): object => ({
  ...otherProperties,
  [property]: JSON.stringify(content),
});

/** Returns example inputs with a policy of the given statements as a JSON string. */
export const policyOf = (statements: object | readonly object[], property = "policy"): object =>
  jsonIn(property, { Version: "2012-10-17", Statement: statements });
