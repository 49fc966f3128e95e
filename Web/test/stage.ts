import { vi } from "vitest";
import { ChatStore } from "../src/store/chatStore";
import type { Clock, ReadMarks } from "../src/store/ports";
import { alice, ConversationLog } from "./conversationLog";
import { seeded } from "./random";

/** Vitest's fake timers stand behind it: nothing really waits. */
export function fakeClock(seed = 1): Clock {
  return { now: () => Date.now(), random: seeded(seed), sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };
}

export function marks(): ReadMarks {
  const read = new Map<string, number>();
  return { get: (id) => read.get(id) ?? 0, set: (id, seq) => void read.set(id, seq) };
}

export async function openedStore(log = new ConversationLog(), seed = 1, read = marks()) {
  const store = new ChatStore(log, alice, fakeClock(seed), read);
  await live(store);
  const { roomId } = await import("./conversationLog");
  await store.open(roomId);
  const room = () => store.state().rooms.get(roomId);
  return { log, store, room, messages: () => room()?.timeline?.messages ?? [] };
}

export async function live(store: ChatStore) {
  const settled = store.onConnection("live");
  await vi.runAllTimersAsync();
  await settled;
}
