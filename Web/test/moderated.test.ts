import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { alice, bob, ConversationLog, roomId } from "./conversationLog";
import { openedStore } from "./stage";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const shown = (messages: readonly { text: string | null; status: string | null }[]) => messages.map((m) => [m.text, m.status]);

describe("A message that waits", () => {
  it("is not shown to others until its approval brings its text", async () => {
    const { log, store, messages, room } = await openedStore();
    const sent = log.append("message.sent", { text: "held", held: true });
    store.onFrame(log.frame(sent));
    expect(messages()).toEqual([]);
    expect(room()?.head.lastMessage).toBeNull();
    store.onFrame(log.frame(log.decide(sent.seq, 0, "Approved")!));
    expect(shown(messages())).toEqual([["held", null]]);
    expect(room()?.head.lastMessage?.text).toBe("held");
  });

  it("is shown at its place, although later ones were there first", async () => {
    const { log, store, messages } = await openedStore();
    const sent = log.append("message.sent", { text: "first", held: true });
    store.onFrame(log.frame(sent, log.append("message.sent", { text: "second" })));
    store.onFrame(log.frame(log.decide(sent.seq, 0, "Approved")!));
    expect(shown(messages())).toEqual([["first", null], ["second", null]]);
  });

  it("keeps its text for its author, from what was written here or else from the log", async () => {
    const { log, store, messages } = await openedStore();
    const original = log.sendMessage.bind(log);
    log.sendMessage = async ({ commandId, text }) => {
      log.append("message.sent", { text, held: true }, alice.userId, commandId);
      return original({ commandId, text, conversationId: roomId, afterSeq: 0 });
    };
    store.send(roomId, "mine", null);
    await vi.advanceTimersByTimeAsync(10);
    const calls = log.syncCalls;
    store.onFrame(log.frame(log.events.at(-1)!));
    expect(shown(messages())).toEqual([["mine", "Held"]]);
    expect(log.syncCalls).toBe(calls);

    store.onFrame(log.frame(log.append("message.sent", { text: "from another device", held: true }, alice.userId)));
    await vi.runAllTimersAsync();
    expect(shown(messages())).toEqual([["mine", "Held"], ["from another device", "Held"]]);
    expect(log.syncCalls).toBeGreaterThan(calls);
  });

  it("is read from the log when it is approved after the page that left it out", async () => {
    const log = new ConversationLog();
    const sent = log.append("message.sent", { text: "waited", held: true });
    log.append("message.sent", { text: "shown" });
    const { store, messages, room } = await openedStore(log);
    expect(shown(messages())).toEqual([["shown", null]]);
    store.onFrame(log.frame(log.decide(sent.seq, 0, "Approved")!));
    await vi.runAllTimersAsync();
    expect(messages()).toEqual(log.read());
    expect(room()?.head.lastMessage?.text).toBe("shown");
  });

  it("says to its author why it was not approved, and nothing to others", async () => {
    const { log, store, messages } = await openedStore();
    const [theirs, own] = [bob, alice].map((who) => log.append("message.sent", { text: "no", held: true }, who.userId));
    store.onFrame(log.frame(theirs!, own!));
    await vi.runAllTimersAsync();
    store.onFrame(log.frame(log.decide(theirs!.seq, 0, "Removed")!, log.decide(own!.seq, 0, "Removed")!));
    expect(messages().map((m) => [m.seq, m.text, m.status, m.reason])).toEqual([[own!.seq, null, "Removed", "Insult"]]);
  });
});

describe("A verdict", () => {
  it("on a version older than the one shown changes nothing", async () => {
    const { log, store, messages } = await openedStore();
    const sent = log.append("message.sent", { text: "one" });
    store.onFrame(log.frame(sent, log.append("message.edited", { messageSeq: sent.seq, text: "two" })));
    store.onFrame(log.frame(log.append("message.moderated", { messageSeq: sent.seq, versionSeq: sent.seq, verdict: "Removed", source: "Rules", shown: true })));
    expect(shown(messages())).toEqual([["two", null]]);
  });

  it("leaves the text before an edit until the edit is approved", async () => {
    const { log, store, messages } = await openedStore();
    const sent = log.append("message.sent", { text: "one" });
    store.onFrame(log.frame(sent, log.append("message.edited", { messageSeq: sent.seq, text: "two", held: true })));
    expect(shown(messages())).toEqual([["one", null]]);
    store.onFrame(log.frame(log.decide(sent.seq, 1, "Approved")!));
    expect(shown(messages())).toEqual([["two", null]]);
  });

  it("against an own edit reads anew what the page did not tell: the text that others go on seeing", async () => {
    const log = new ConversationLog();
    const sent = log.append("message.sent", { text: "one" }, alice.userId);
    log.append("message.edited", { messageSeq: sent.seq, text: "two", held: true }, alice.userId);
    const { store, messages } = await openedStore(log);
    expect(shown(messages())).toEqual([["two", "Held"]]);
    store.onFrame(log.frame(log.decide(sent.seq, 1, "Removed")!));
    await vi.runAllTimersAsync();
    expect(shown(messages())).toEqual([["one", "Removed"]]);
    expect(messages()).toEqual(log.read());
  });
});
