import { describe, expect, it } from "vitest";
import type { Message } from "../src/store/model";
import { answersIn, rootOf, threadOf } from "../src/store/threads";

const message = (seq: number, replyTo: number | null = null, text: string | null = `m${seq}`): Message => ({
  conversationId: "room-0001", seq, messageId: `id-${seq}`, senderId: "bob", at: "2026-03-01T12:00:00.000Z", text, replyTo, editedAt: null, deleted: text === null,
  versionSeq: seq, status: null, reason: null, mentions: null,
});
const index = (...messages: Message[]) => new Map(messages.map((m) => [m.seq, m]));

describe("A thread", () => {
  it("has the answers to its answers", () => {
    const all = [message(4), message(5, 4), message(6), message(7, 5), message(8, 6)];
    expect(rootOf(all[3]!, index(...all))).toBe(4);
    expect(answersIn(all, index(...all))).toEqual(new Map([[4, 2], [6, 1]]));
  });

  it("begins with what is known if the rest is not loaded", () => {
    expect(rootOf(message(90, 50), index(message(90, 50)))).toBe(50);
  });

  it("follows edits, deletions and further answers in the timeline", () => {
    const read = { root: message(4), replies: [message(5, 4), message(60, 4)] };
    const timeline = [message(50), message(60, 4, null), message(61, 60)];
    const thread = threadOf(4, read, timeline);
    expect(thread.root?.seq).toBe(4);
    expect(thread.replies.map((m) => [m.seq, m.text])).toEqual([[5, "m5"], [60, null], [61, "m61"]]);
  });

  it("loses an answer that the timeline does not show any more", () => {
    const thread = threadOf(4, { root: message(4), replies: [message(5, 4), message(60, 4)] }, [message(50), message(61)]);
    expect(thread.replies.map((m) => m.seq)).toEqual([5]);
  });
});
