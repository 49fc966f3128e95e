import type { ReasonClass } from "../store/model";

export type Line = {
  readonly who: string; readonly text: string; readonly minutesAgo: number; readonly replyTo?: number;
  /** It waits for approval. */
  readonly held?: true;
  /** Shown first, then removed. */
  readonly removed?: ReasonClass;
};
export type Scene = { readonly title: string | null; readonly members: readonly string[]; readonly lines: readonly Line[] };

const day = 24 * 60;

export const script: readonly Scene[] = [
  {
    title: "Launch night",
    members: ["alice", "bob", "carol"],
    lines: [
      { who: "carol", text: "Dress rehearsal went through without a hitch. 214 messages, none lost.", minutesAgo: day + 190 },
      { who: "bob", text: "Nice. Did you pull the plug halfway, like last time?", minutesAgo: day + 187 },
      { who: "carol", text: "Twice 😄", minutesAgo: day + 186 },
      { who: "carol", text: "The second tab came back and had everything, in order, edits included.", minutesAgo: day + 186 },
      { who: "alice", text: "Then we go tonight at eight. I will watch the projector's lag.", minutesAgo: day + 170 },
      { who: "bob", text: "Doors in ten minutes. Everybody on the bridge?", minutesAgo: 24 },
      { who: "alice", text: "Here. Lag is flat, the log is at 1.02 write units per message.", minutesAgo: 22, replyTo: 9 },
      { who: "carol", text: "Here too. If anything looks odd:\n1. say so in this room\n2. do not restart anything before we have looked\n3. breathe", minutesAgo: 21 },
      { who: "bob", text: "First guests are in. It is fast!", minutesAgo: 6 },
      { who: "alice", text: "p50 four milliseconds from send to screen. I am framing that.", minutesAgo: 4 },
      { who: "carol", text: "Cake is in the kitchen, @alice.", minutesAgo: 2 },
      { who: "bob", text: "Nobody here understands logs.", minutesAgo: 2, removed: "Insult" },
      { who: "alice", text: "Whoever ate the last piece is a fool.", minutesAgo: 1, removed: "Insult" },
      { who: "alice", text: "Slides are at https://slides.example/launch", minutesAgo: 1, held: true },
    ],
  },
  {
    title: null,
    members: ["alice", "bob"],
    lines: [
      { who: "bob", text: "Can you look over the retention policy before lunch?", minutesAgo: 3 * day },
      { who: "alice", text: "Sure, I will leave comments.", minutesAgo: 3 * day - 12 },
      { who: "bob", text: "Thanks! No hurry at all, the meeting moved to Thursday.", minutesAgo: 75 },
    ],
  },
  { title: "Ward 3 handover", members: ["alice", "dr.osei", "nadia", "carol"], lines: [{ who: "dr.osei", text: "Bed 12 is stable. Next check at 22:00.", minutesAgo: 2 * day }] },
  { title: "A very long title for a reading group that meets on every second Wednesday", members: ["alice", "nadia"], lines: [] },
];
