/** Returns example inputs that contain a document as a JSON string, and the given other properties. */
export const jsonIn = (property: string, content: object, otherProperties: object = {}): object => ({
  ...otherProperties,
  [property]: JSON.stringify(content),
});

/** Returns example inputs that contain a policy with the given statements as a JSON string. */
export const policyOf = (statements: object | readonly object[], property = "policy"): object =>
  jsonIn(property, { Version: "2012-10-17", Statement: statements });
