import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { countOf, mentionsOf } from "../src/store/unread";
import { alice, bob, ConversationLog, roomId } from "./conversationLog";
import { live, marks, openedStore } from "./stage";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function opened(log = new ConversationLog(), read = marks()) {
  const stage = await openedStore(log, 1, read);
  const unread = () => {
    const held = stage.room()?.unread;
    return held === undefined ? null : [countOf(held), mentionsOf(held)];
  };
  return { ...stage, unread };
}

describe("Unread", () => {
  it("is the service's count and what has come since", async () => {
    const log = new ConversationLog();
    log.append("message.sent", { text: "@alice one", mentions: [alice.userId] });
    log.append("message.sent", { text: "two" });
    const { store, unread } = await opened(log);
    expect(unread()).toEqual([2, 1]);
    store.onFrame(log.frame(log.append("message.sent", { text: "@alice three", mentions: [alice.userId] })));
    store.onFrame(log.frame(log.append("message.sent", { text: "mine" }, alice.userId)));
    expect(unread()).toEqual([3, 2]);
  });

  it("counts what others are shown and no more", async () => {
    const { log, store, unread } = await opened();
    store.onFrame(log.frame(log.append("message.sent", { text: "deleted" }), log.append("message.sent", { text: "held", held: true, mentions: [alice.userId] })));
    store.onFrame(log.frame(log.append("message.sent", { text: "rude" })));
    expect(unread()).toEqual([2, 0]);
    const approved = log.append("message.moderated", { messageSeq: 5, versionSeq: 5, verdict: "Approved", shown: false, source: "Rules", text: "held" }, "system");
    store.onFrame(log.frame(log.append("message.deleted", { messageSeq: 4 })));
    await vi.runAllTimersAsync();
    expect(unread()).toEqual([2, 1]);
    const removed = log.append("message.moderated", { messageSeq: 6, versionSeq: 6, verdict: "Removed", shown: true, source: "Rules", reason: "Insult" }, "system");
    store.onFrame(log.frame(removed));
    expect(unread()).toEqual([1, 1]);
    expect(approved.seq).toBe(7);
  });

  it("is over when it was read, also if the service does not know yet", async () => {
    const { log, store, unread } = await opened();
    store.onFrame(log.frame(log.append("message.sent", { text: "one" })));
    store.markRead(roomId);
    expect(unread()).toEqual([0, 0]);
    await store.refresh();
    expect(unread()).toEqual([0, 0]);
    store.onFrame(log.frame(log.append("message.sent", { text: "two" })));
    expect(unread()).toEqual([1, 0]);
  });

  it("is counted from where this device read, if its page was left before it could say so", async () => {
    const log = new ConversationLog();
    for (const text of ["read", "read, too"]) log.append("message.sent", { text });
    const read = marks();
    read.set(roomId, log.events.length);
    log.append("message.sent", { text: "@alice new", mentions: [alice.userId] });
    const { unread } = await opened(log, read);
    expect(unread()).toEqual([1, 1]);
    expect(log.readSeq).toBe(log.events.length - 1);
  });

  it("is over when it was read on another device", async () => {
    const { log, store, unread } = await opened();
    store.onFrame(log.frame(log.append("message.sent", { text: "one" })));
    log.readSeq = 4;
    await store.refresh();
    expect(unread()).toEqual([0, 0]);
    expect(store.readMark(roomId)).toBe(4);
  });

  it("does not count twice what was read from the log after the list", async () => {
    const log = new ConversationLog();
    for (let i = 0; i < 3; i++) log.append("message.sent", { text: `m${i}` });
    const { store, unread } = await opened(log);
    await store.onConnection("offline");
    for (let i = 0; i < 4; i++) log.append("message.sent", { text: `away ${i}` });
    await live(store);
    expect(unread()).toEqual([7, 0]);
  });
});

describe("Typing", () => {
  const signal = (userId: string, kind: "Typing" | "StoppedTyping" | "Present" | "Away") => ({
    conversationId: roomId, fromSeq: 4, seq: 3, events: [], signal: { userId, kind },
  });
  const typing = (store: Awaited<ReturnType<typeof openedStore>>["store"]) => [...(store.state().signals.get(roomId)?.typing.keys() ?? [])];

  it("shows for a moment, of others alone, and moves nothing", async () => {
    const { log, store, room } = await opened();
    const calls = log.syncCalls;
    store.onFrame(signal(alice.userId, "Typing"));
    store.onFrame(signal(bob.userId, "Typing"));
    expect(typing(store)).toEqual([bob.userId]);
    await vi.advanceTimersByTimeAsync(3_000);
    store.onFrame(signal(bob.userId, "Typing"));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(typing(store)).toEqual([bob.userId]);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(store.state().signals.size).toBe(0);
    expect([room()?.head.seq, log.syncCalls]).toEqual([3, calls]);
  });

  it("is over with the message, and when somebody says so", async () => {
    const { log, store } = await opened();
    store.onFrame(signal(bob.userId, "Typing"));
    store.onFrame(log.frame(log.append("message.sent", { text: "there" })));
    expect(typing(store)).toEqual([]);
    store.onFrame(signal(bob.userId, "Typing"));
    store.onFrame(signal(bob.userId, "StoppedTyping"));
    expect(typing(store)).toEqual([]);
  });

  it("is told every three seconds however many keys there are, and anew after a message", async () => {
    const { log, store } = await opened();
    for (let key = 0; key < 30; key++) {
      store.typing(roomId);
      await vi.advanceTimersByTimeAsync(150);
    }
    expect(log.signals).toEqual([`typing ${roomId}`, `typing ${roomId}`]);
    store.send(roomId, "done", null);
    store.typing(roomId);
    expect(log.signals.length).toBe(3);
  });

  it("tells who is here and forgets it", async () => {
    const { log, store } = await opened();
    await store.lookAt(roomId);
    await store.lookAt(null);
    expect(log.signals).toEqual([`present ${roomId}`, `away ${roomId}`]);
    store.onFrame(signal(bob.userId, "Present"));
    expect([...(store.state().signals.get(roomId)?.present.keys() ?? [])]).toEqual([bob.userId]);
    await vi.advanceTimersByTimeAsync(90_001);
    expect(store.state().signals.size).toBe(0);
  });
});
