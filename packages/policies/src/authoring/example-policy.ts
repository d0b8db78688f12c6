/** In an example, returns inputs with a document as a JSON string, and further properties. */
export const jsonIn = (property: string, content: object, more: object = {}): object => ({
  ...more,
  [property]: JSON.stringify(content),
});

/** In an example, returns inputs with a policy of these statements as a JSON string. */
export const policyOf = (statements: object | readonly object[], property = "policy"): object =>
  jsonIn(property, { Version: "2012-10-17", Statement: statements });
