import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { alice, bob, ConversationLog, roomId } from "./conversationLog";
import { live, openedStore } from "./stage";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const texts = (messages: readonly { text: string | null }[]) => messages.map((m) => m.text);

describe("Frames", () => {
  it("applies the next one without asking the log", async () => {
    const { log, store, messages } = await openedStore();
    const calls = log.syncCalls;
    store.onFrame(log.frame(log.append("message.sent", { text: "hello" })));
    expect(texts(messages())).toEqual(["hello"]);
    expect(log.syncCalls).toBe(calls);
  });

  it("shows a doubled one once", async () => {
    const { log, store, messages } = await openedStore();
    const frame = log.frame(log.append("message.sent", { text: "once" }));
    store.onFrame(frame);
    store.onFrame(frame);
    expect(texts(messages())).toEqual(["once"]);
  });

  it("fills a hole from the log before it shows what came after", async () => {
    const { log, store, messages } = await openedStore();
    log.append("message.sent", { text: "lost" });
    store.onFrame(log.frame(log.append("message.sent", { text: "after" })));
    expect(messages()).toEqual([]);
    await vi.runAllTimersAsync();
    expect(texts(messages())).toEqual(["lost", "after"]);
  });

  it("counts an unknown event type for its seq only", async () => {
    const { log, store, messages, room } = await openedStore();
    const calls = log.syncCalls;
    store.onFrame(log.frame(log.append("poll.opened", { question: "?" }), log.append("message.sent", { text: "next" })));
    expect(texts(messages())).toEqual(["next"]);
    expect(room()?.head.seq).toBe(5);
    expect(log.syncCalls).toBe(calls);
  });

  it("drops the conversation when they remove me", async () => {
    const { log, store, room } = await openedStore();
    store.onFrame(log.frame(log.append("member.removed", { userId: alice.userId })));
    expect(room()).toBeUndefined();
    expect(store.state().openId).toBeNull();
  });
});

describe("After an absence", () => {
  it("reads what was said, edited and deleted meanwhile", async () => {
    const { log, store, messages } = await openedStore();
    store.onFrame(log.frame(log.append("message.sent", { text: "one" }), log.append("message.sent", { text: "two" })));
    await store.onConnection("offline");
    for (let i = 0; i < 250; i++) log.append("message.sent", { text: `away ${i}` });
    log.append("message.edited", { messageSeq: 4, text: "one, edited" });
    log.append("message.deleted", { messageSeq: 5 });
    await live(store);
    expect(messages()).toEqual(log.read());
    expect(texts(messages()).slice(0, 2)).toEqual(["one, edited", null]);
  });

  it("starts anew when it was away too long", async () => {
    const { log, store, messages, room } = await openedStore();
    await store.onConnection("offline");
    for (let i = 0; i < 1_200; i++) log.append("message.sent", { text: `away ${i}` });
    await live(store);
    expect(messages()).toEqual(log.read().slice(-50));
    await store.loadOlder(roomId);
    expect(messages()).toEqual(log.read().slice(-100));
    expect(room()?.head.seq).toBe(log.events.length);
  });

  it("drops the conversation it was removed from", async () => {
    const { log, store, room } = await openedStore();
    await store.onConnection("offline");
    log.memberIds.delete(alice.userId);
    await live(store);
    expect(room()).toBeUndefined();
  });

  it("takes up at once although the last attempt had only just failed", async () => {
    const { log, store, messages } = await openedStore();
    log.append("message.sent", { text: "missed" });
    log.failures = () => true;
    void store.catchUp(roomId);
    await vi.advanceTimersByTimeAsync(20_000);
    log.failures = null;
    await store.onConnection("reconnecting");
    void store.onConnection("live");
    await vi.advanceTimersByTimeAsync(1);
    expect(texts(messages())).toEqual(["missed"]);
  });
});

describe("Views that lag behind", () => {
  it("fold what the page of messages did not know yet", async () => {
    const log = new ConversationLog();
    log.append("message.sent", { text: "old" });
    log.viewSeq = 4;
    log.append("message.edited", { messageSeq: 4, text: "new" });
    const { messages } = await openedStore(log);
    expect(texts(messages())).toEqual(["new"]);
  });

  it("catch the list up without showing twice what the page of messages had already", async () => {
    const log = new ConversationLog();
    log.append("message.sent", { text: "one" });
    const messagesOf = log.messages.bind(log);
    log.messages = (...page) => { log.viewSeq = null; return messagesOf(...page); };
    log.viewSeq = 4;
    log.append("message.sent", { text: "two" });
    const { messages, room } = await openedStore(log);
    expect(texts(messages())).toEqual(["one", "two"]);
    expect(room()?.head.lastMessage?.text).toBe("two");
  });

  it("keep an edit of a message that an older page brings later", async () => {
    const log = new ConversationLog();
    for (let i = 0; i < 60; i++) log.append("message.sent", { text: `m${i}` }, bob.userId);
    log.viewSeq = log.events.length;
    const { store, messages } = await openedStore(log);
    store.onFrame(log.frame(log.append("message.edited", { messageSeq: 4, text: "edited" })));
    await store.loadOlder(roomId);
    expect(messages()).toEqual(log.read());
  });
});
