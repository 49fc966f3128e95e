import type { Message } from "./model";

/** Seq of the message that the thread of `message` begins with, as far as what is loaded tells; null if it answers nothing. */
export function rootOf(message: Message, bySeq: ReadonlyMap<number, Message>): number | null {
  let root = message.replyTo;
  for (let up = root; up !== null; up = bySeq.get(up)?.replyTo ?? null) root = up;
  return root;
}

/** How many answers each message has. Answers are newer than what they answer: of a message that is loaded, all of them are. */
export function answersIn(messages: readonly Message[], bySeq: ReadonlyMap<number, Message>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const message of messages) {
    const root = rootOf(message, bySeq);
    if (root !== null) counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  return counts;
}

export type Thread = { readonly root: Message | null; readonly replies: readonly Message[] };

/** A thread as it was read, brought up to what the timeline shows: that hears of edits, deletions and further answers. */
export function threadOf(rootSeq: number, read: Thread, timeline: readonly Message[]): Thread {
  const bySeq = new Map(timeline.map((m) => [m.seq, m]));
  const oldest = timeline[0]?.seq ?? Number.POSITIVE_INFINITY;
  const replies = new Map(read.replies.filter((m) => m.seq < oldest || bySeq.has(m.seq)).map((m) => [m.seq, bySeq.get(m.seq) ?? m]));
  for (const message of timeline) if (rootOf(message, bySeq) === rootSeq) replies.set(message.seq, message);
  return { root: bySeq.get(rootSeq) ?? read.root, replies: [...replies.values()].sort((a, b) => a.seq - b.seq) };
}
