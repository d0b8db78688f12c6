import { secretAndParts } from "./secret-values";

const KEY = "Xk29fableTm";
const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("secretAndParts", () => {
  it.each([
    ["a JSON document", JSON.stringify({ inner: { key: KEY } })],
    ["base64", base64(KEY)],
    ["base64 in lines", `${base64(`key=${KEY}`).slice(0, 8)}\n${base64(`key=${KEY}`).slice(8)}`],
    ["hexadecimal", Buffer.from(KEY).toString("hex")],
    ["a JSON document in base64", base64(JSON.stringify({ key: KEY }))],
    ["a URL", `postgres://web:${KEY}@db.example.com/shop`],
    ["a list", `first-one,${KEY}`],
    ["lines", `${KEY}\nsecond line`],
    ["a connection string", `Server=db.example.com;User ID=web;Password=${KEY};Encrypt=true`],
    ["an environment file", `HOST=db.example.com\nexport KEY="${KEY}"\n`],
    ["a YAML document", `users:\n- user:\n    token: ${KEY}\n`],
    ["a query", `user=web&signature=${KEY}`],
  ])("contains the secret in %s", (_, secret) => {
    expect([...secretAndParts(secret)]).toEqual(expect.arrayContaining([secret, KEY]));
  });

  it("contains the password in a URL with and without its escapes", () => {
    expect([...secretAndParts("amqp://web:p%40ss%2Fword@mq")]).toEqual(
      expect.arrayContaining(["p%40ss%2Fword", "p@ss/word"]),
    );
  });

  it("contains short values with the name of a secret", () => {
    expect([...secretAndParts("Server=db;Password=k29f")]).toContain("k29f");
  });

  it.each([
    ["a host and a user", "Server=tcp:db1.example.com,1433;User ID=administrator;Encrypt=true;Timeout=3000000000"],
    ["names in a YAML document", "clusters:\n- name: production-cluster-1\n  region: eu-central-1\n"],
    ["words", "correct horse battery staple"],
    ["a word that could be base64", "productionCluster"],
    ["a URL without a password", "https://db1.example.com:5432/Shop01?mode=Read0nly"],
  ])("contains no ordinary values: %s", (_, secret) => {
    expect([...secretAndParts(secret)]).toEqual([secret]);
  });

  it("terminates for every string", () => {
    for (const text of [
      "=".repeat(50_000),
      ",".repeat(50_000),
      base64(base64(base64("A;".repeat(5000)))),
      "a:".repeat(50_000),
    ])
      expect([...secretAndParts(text)][0]).toBe(text);
  });
});
