import { UNKNOWN } from "@roadbed/plan";
import { answer, type Check, type Port } from "../../test/answer";

const isOpen = ({ open }: Port) => open === true;

describe("a list with unknown elements", () => {
  const ports = [UNKNOWN, { open: true }, { open: UNKNOWN }];

  it("has a known violation all the same", () => {
    const check: Check = (props) => props.ports?.some(isOpen) && "open";
    expect(answer({ ports }, check)).toBe("open");
    expect(answer({ ports: [{ open: UNKNOWN }, { open: false }] }, check)).toBe("ports[0].open?");
    expect(answer({ ports: [{ open: false }] }, check)).toBe("pass");
  });

  it("tells each violation and each open question with its path", () => {
    const bad = (at: Port) => ({ at, message: "open" });
    expect(answer({ ports }, (props) => props.ports?.filter(isOpen).map(bad))).toBe(
      "ports[1]: open, ports[0]?, ports[2].open?",
    );
    expect(answer({ ports }, (props) => props.ports?.map((port) => isOpen(port) && bad(port)))).toBe(
      "ports[1]: open, ports[0]?, ports[2].open?",
    );
    expect(answer({ ports }, (props) => props.ports?.flatMap((port) => (isOpen(port) ? [bad(port)] : [])))).toBe(
      "ports[1]: open, ports[0]?, ports[2].open?",
    );
  });

  it.each<[string, Check, string]>([
    ["every, decided by one", (props) => !props.words?.every((word) => word === "a") && "not all", "not all"],
    ["includes what is there", (props) => props.words?.includes("b") && "has b", "has b"],
    ["includes what may be there", (props) => props.words?.includes("c") && "has c", "words[0]?"],
    ["finds nothing before the unknown", (props) => props.words?.find((word) => word === "b"), "words[0]?"],
    ["counts them all", (props) => props.words?.length === 2 && "two", "two"],
    ["counts the matching", (props) => props.words?.filter((word) => word === "b").length === 1 && "one", "words[0]?"],
    [
      "asks for a position after one that may be missing",
      (props) => props.words?.filter((word) => word !== "a").at(-1) === "b" && "b last",
      "words[0]?",
    ],
    [
      "counts positions",
      (props) => props.words?.filter((word) => word !== "a").some((_, at) => at === 0) && "bad",
      "words[0]?",
    ],
    ["joins", (props) => props.words?.concat("c").includes("c") && "has c", "has c"],
    [
      "loops",
      (props) => {
        for (const word of props.words ?? []) if (word === "b") return "b";
        return undefined;
      },
      "words[0]?",
    ],
    [
      "loops with forEach",
      (props) => {
        const found = new Set<string>();
        props.words?.forEach((word) => found.add(word));
        return found.has("b") && "b";
      },
      "words[0]?",
    ],
    ["reduces", (props) => props.words?.reduce((all, word) => all + word, ""), "words[0]?"],
    ["spreads", (props) => [...(props.words ?? [])].includes("b") && "b", "words[0]?"],
    ["spreads into a set", (props) => new Set(props.words).has("b") && "b", "words[0]?"],
    ["sorts a copy", (props) => props.words?.toSorted().at(-1) === "b" && "b last", "words[0]?"],
    ["sorts in place", (props) => (props.words as string[]).sort()[0], "words[0]?"],
    ["slices", (props) => props.words?.slice(1).includes("b") && "b", "b"],
    ["is an array", (props) => Array.isArray(props.words) && "array", "array"],
    ["serializes", (props) => JSON.stringify(props.words), "words[0]?"],
    ["has text methods", (props) => props.words?.some((word) => word.startsWith("b")) && "b", "b"],
    [
      "takes what is first",
      (props) => {
        const [first] = props.words ?? [];
        return first;
      },
      "words[0]?",
    ],
    ["asks whether the last is there", (props) => 1 in (props.words ?? []) && "two", "two"],
  ])("%s", (_, check, expected) => {
    expect(answer({ words: [UNKNOWN, "b"] }, check)).toBe(expected);
  });

  it.each<[string, (open: readonly Port[]) => unknown]>([
    ["position", (open) => open.some(({ port }, index) => index === 1 && port === 2)],
    ["position in a map", (open) => open.map(({ port }, index) => `${index}${String(port)}`).includes("12")],
    ["first", (open) => open.find(({ port = 0 }) => port < 9)?.port === 1],
    ["index", (open) => open.findIndex(({ port }) => port === 2) === 1],
    ["element", (open) => open.at(-1)?.port === 2 && open[1]?.port === 2],
    ["number", (open) => open.length === 2],
    ["names", (open) => Object.keys(open).length === 2],
    ["part", (open) => open.slice(1).some(({ port }) => port === 2)],
  ])("knows no %s where an element may be missing, though each is known", (_, condition) => {
    const check: Check = ({ ports = [] }) => condition(ports.filter(isOpen)) && "bad";
    const first = (open: unknown) => ({
      ports: [
        { port: 1, open },
        { port: 2, open: true },
      ],
    });
    expect(answer(first(true), check)).toBe("bad");
    expect(answer(first(false), check)).not.toContain("?");
    expect(answer(first(UNKNOWN), check)).toBe("ports[0].open?");
  });

  it("may be unknown as a whole", () => {
    const check: Check = ({ words = [] }) => words.includes("b") && "has b";
    expect(answer({ words: UNKNOWN }, check)).toBe("words?");
    expect(answer({}, check)).toBe("pass");
  });

  it("lets an error after an unknown leave the question open, since it need not happen", () => {
    const check: Check = (props) =>
      props.words?.some((word) => word === "a" || word.length.toFixed(200) === "") && "bad";
    expect(answer({ words: ["b"] }, check)).toBe("the check threw a RangeError after reading words[0]");
    expect(answer({ words: [UNKNOWN, "b"] }, check)).toBe("words[0]?");
  });

  it("is left open by a null, which no provider accepts", () => {
    expect(answer({ ports: [null, { open: true }] }, (props) => props.ports?.some(isOpen) && "open")).toBe("open");
    expect(answer({ ports: [null] }, (props) => props.ports?.some(isOpen) && "open")).toBe("ports[0]?");
  });

  it("may be long, nested and unknown throughout", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      open: index === 9_999 || UNKNOWN,
      ranges: [UNKNOWN],
    }));
    expect(answer({ ports: many }, (props) => props.ports?.some(isOpen) && "open")).toBe("open");
    const nested: Check = (props) =>
      props.ports
        ?.slice(0, 300)
        .some(({ ranges = [] }) => props.ports?.some((port) => port.ranges?.[0] === ranges[0])) && "same";
    expect(answer({ ports: many.slice(0, 300) }, nested)).toContain("?");
  });
});
