import { describe, expect, it } from "vitest";
import { candidates, completed, mentionsIn, pieces, typedAt } from "../src/ui/chat/mentions";
import type { Message } from "../src/store/model";

const members = new Map([["a", "alice"], ["b", "bob"], ["bo", "bob.marley"], ["c", "Carol"]]);

describe("A mention", () => {
  it("is being typed from an @ at the beginning of a word to the caret", () => {
    expect(typedAt("hello @al", 9)).toEqual({ from: 6, query: "al" });
    expect(typedAt("@", 1)).toEqual({ from: 0, query: "" });
    expect(typedAt("mail alice@example.com", 22)).toBeNull();
    expect(typedAt("@al and", 7)).toBeNull();
  });

  it("offers names that begin with what is typed first, never one's own", () => {
    expect(candidates(members, "bo", "a").map(([, name]) => name)).toEqual(["bob", "bob.marley"]);
    expect(candidates(members, "a", "a").map(([, name]) => name)).toEqual(["bob.marley", "Carol"]);
  });

  it("is completed in its place", () => {
    expect(completed("hi @bo there", { from: 3, query: "bo" }, "bob")).toEqual({ text: "hi @bob there", caret: 8 });
  });

  it("names whole names only", () => {
    expect(mentionsIn("@carol, ask @bob.marley", members)).toEqual(["bo", "c"]);
    expect(mentionsIn("ask @bob. Or alice@bob", members)).toEqual(["b"]);
    expect(mentionsIn("nobody", members)).toEqual([]);
  });

  it("is set apart in the text, if its author meant it", () => {
    const message = { text: "hi @bob and @Carol", mentions: ["b"] } as unknown as Message;
    expect(pieces(message, members)).toEqual([
      { text: "hi ", userId: null }, { text: "@bob", userId: "b" }, { text: " and @Carol", userId: null },
    ]);
  });
});
