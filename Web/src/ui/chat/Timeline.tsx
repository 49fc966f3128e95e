import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Message } from "../../store/model";
import type { Room } from "../../store/room";
import { JumpToEnd } from "./JumpToEnd";
import { MessageDialogs, type Asked } from "./MessageDialogs";
import { MessageRow } from "./MessageRow";
import { roving } from "./roving";
import { answersIn, rootOf } from "../../store/threads";
import { Said } from "../Said";
import { timelineItems } from "./timelineItems";
import { dayName } from "./times";
import { useChatState, useStore } from "./useChat";
import { useScroll } from "./useScroll";
import { useTarget } from "./useTarget";
import { useVisible } from "./useVisible";

const none: readonly Message[] = [];

type Props = {
  readonly room: Room;
  readonly readMark: number;
  /** A message to show first. */
  readonly target: number | null;
  readonly onEscape: () => void;
  readonly onReply: (message: Message) => void;
  readonly onEdit: (message: Message) => void;
  /** Opens the thread that begins with the message of that seq. */
  readonly onThread: (rootSeq: number) => void;
};

export function Timeline({ room: { head, timeline }, readMark, target, onEscape, onReply, onEdit, onThread }: Props) {
  const { outbox, me } = useChatState();
  const store = useStore();
  const id = head.conversationId;
  const list = useRef<HTMLOListElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState("");
  const visible = useVisible();
  const loaded = timeline !== null;
  const messages = timeline?.messages ?? none;
  const items = useMemo(
    () => timelineItems(messages, outbox, id, me.userId, readMark),
    [messages, outbox, id, me.userId, readMark],
  );
  const bySeq = useMemo(() => new Map(messages.map((m) => [m.seq, m])), [messages]);
  const answers = useMemo(() => answersIn(messages, bySeq), [messages, bySeq]);
  const latest = useRef(bySeq);
  latest.current = bySeq;
  // The same function for every rendering: a row whose message has not changed is not drawn again.
  const openThread = useCallback((message: Message) => onThread(rootOf(message, latest.current) ?? message.seq), [onThread]);
  const loadOlder = useCallback(() => store.loadOlder(id), [store, id]);
  const { scroller, atEnd, below, toEnd } = useScroll(items, timeline?.olderToken != null, loadOlder);
  const lastKey = items.findLast((i) => i.kind === "message")?.key;

  useTarget(target, list, items, timeline?.olderToken != null, loadOlder);
  useEffect(() => {
    if (atEnd && visible && loaded) store.markRead(id);
  }, [atEnd, visible, loaded, head.seq, id, store]);

  return (
    <div className="timeline" ref={scroller}>
      {timeline === null ? (
        <p className="quiet centered" role="status">Reading the conversation…</p>
      ) : (
        <p className="beginning">{timeline.olderToken === null ? "This is where the conversation begins." : "Reading older messages…"}</p>
      )}
      <ol
        ref={list} aria-label="Messages"
        onKeyDown={(event) => {
          if (event.key === "Escape") onEscape();
          else roving(event, list.current, ".message");
        }}
      >
        {items.map((item) =>
          item.kind === "day" ? (
            <li key={item.key} className="day"><span>{dayName(item.day, Date.now())}</span></li>
          ) : item.kind === "unread" ? (
            <li key={item.key} className="unread-line"><span>New</span></li>
          ) : (
            <MessageRow
              key={item.key} item={item} members={head.members} me={me.userId} reachable={item.key === lastKey}
              answered={item.message.replyTo === null ? undefined : bySeq.get(item.message.replyTo)}
              answers={answers.get(item.message.seq) ?? 0} onReply={onReply} onEdit={onEdit} onThread={openThread} onAsk={setAsked}
            />
          ),
        )}
      </ol>
      {!atEnd && <JumpToEnd fresh={below} onJump={toEnd} />}
      {asked && <MessageDialogs asked={asked} onClose={() => setAsked(null)} onDone={(words) => { setAsked(null); setSaid(words); }} />}
      <Said words={said} onOver={() => setSaid("")} />
    </div>
  );
}
