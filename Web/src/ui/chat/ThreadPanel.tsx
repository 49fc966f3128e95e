import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { Room } from "../../store/room";
import { sentenceFor } from "../../store/problem";
import type { Message } from "../../store/model";
import { Icon, IconButton } from "../Icon";
import { mentionsIn } from "./mentions";
import { MessageDialogs, type Asked } from "./MessageDialogs";
import { MessageRow } from "./MessageRow";
import { roving } from "./roving";
import { timelineItems } from "./timelineItems";
import { useChatState, useStore } from "./useChat";
import { useThread } from "./useThread";

type Props = { readonly room: Room; readonly rootSeq: number; readonly onEdit: (message: Message) => void; readonly onClose: () => void };

/** A message and what was answered to it, beside the timeline. */
export function ThreadPanel({ room, rootSeq, onEdit, onClose }: Props) {
  const { head } = room;
  const { me, outbox } = useChatState();
  const store = useStore();
  const { thread, loading, problem, again } = useThread(room, rootSeq);
  const list = useRef<HTMLOListElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const items = useMemo(() => {
    const mine = new Map([...outbox].filter(([, { command }]) => command.kind !== "send" || command.replyTo === rootSeq));
    const messages = thread.root === null ? thread.replies : [thread.root, ...thread.replies];
    return timelineItems(messages, mine, head.conversationId, me.userId, 0).filter((item) => item.kind === "message");
  }, [thread, outbox, rootSeq, head.conversationId, me.userId]);

  return (
    <aside className="thread" aria-label="Thread" onKeyDown={(event) => { if (event.key === "Escape") onClose(); }}>
      <header className="thread-head">
        <h2>Thread</h2>
        <IconButton icon="close" label="Close the thread" onClick={onClose} />
      </header>
      <div className="thread-messages">
        {problem !== null && (
          <p className="quiet" role="alert">
            {sentenceFor(problem)} <button className="link" onClick={again}>Try again</button>
          </p>
        )}
        {problem === null && !loading && thread.root === null && <p className="quiet">The first message is not here any more.</p>}
        <ol ref={list} aria-label="Messages of the thread" onKeyDown={(event) => roving(event, list.current, ".message")}>
          {items.map((item) => (
            <MessageRow
              key={item.key} item={{ ...item, continued: false }} members={head.members} me={me.userId} reachable={item === items.at(-1)} answered={undefined} answers={0}
              onReply={focusField} onEdit={onEdit} onThread={null} onAsk={setAsked}
            />
          ))}
        </ol>
        {loading && <p className="quiet" role="status">Reading the thread…</p>}
      </div>
      <ThreadField onSend={(text) => store.send(head.conversationId, text, rootSeq, mentionsIn(text, head.members))} onType={() => store.typing(head.conversationId)} />
      {asked && <MessageDialogs asked={asked} onClose={() => setAsked(null)} onDone={() => setAsked(null)} />}
    </aside>
  );
}

function focusField(): void {
  document.getElementById("thread-field")?.focus();
}

function ThreadField({ onSend, onType }: { readonly onSend: (text: string) => void; readonly onType: () => void }) {
  const [text, setText] = useState("");
  const submit = () => {
    const words = text.replace(/\r\n?/g, "\n").trim();
    if (words === "") return;
    onSend(words);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    submit();
  };
  return (
    <form className="composer-line thread-field" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <textarea
        id="thread-field" rows={1} value={text} autoFocus aria-label="Answer in the thread" placeholder="Answer…" onKeyDown={onKeyDown}
        onChange={(event) => { setText(event.target.value); if (event.target.value.trim() !== "") onType(); }}
      />
      <button className="send" aria-label="Send the answer" disabled={text.trim() === ""}><Icon name="send" /></button>
    </form>
  );
}
