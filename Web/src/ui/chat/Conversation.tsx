import { useCallback, useEffect, useState } from "react";
import type { Message } from "../../store/model";
import { sentenceFor } from "../../store/problem";
import { Avatar } from "../Avatar";
import { IconButton } from "../Icon";
import { Composer, type Mode } from "./Composer";
import { ConnectionBanner } from "./ConnectionStatus";
import { ConversationMenu } from "./ConversationMenu";
import { LevelDialog } from "../notifications/LevelDialog";
import { MembersDialog } from "./MembersDialog";
import { subtitleOf, titleOf } from "./names";
import { ThreadPanel } from "./ThreadPanel";
import { Timeline } from "./Timeline";
import { Here, TypingLine } from "./TypingLine";
import { useChatState, useStore } from "./useChat";

type Props = {
  readonly id: string;
  /** A message to show first. */
  readonly target: number | null;
  readonly onClose: () => void;
  readonly onModerate: () => void;
  readonly onAnalytics: () => void;
};

export function Conversation({ id, target, onClose, onModerate, onAnalytics }: Props) {
  const { rooms, me, listed, problem } = useChatState();
  const store = useStore();
  const [mode, setMode] = useState<Mode>({ name: "new" });
  const [dialog, setDialog] = useState<"members" | "level" | null>(null);
  const [thread, setThread] = useState<number | null>(null);
  // Where reading ended before this visit: the unread line stays there while one reads on.
  const [readMark] = useState(() => store.readMark(id));
  const room = rooms.get(id);
  const held = room !== undefined;

  const onReply = useCallback((message: Message) => compose({ name: "reply", message }, setMode), []);
  const onEdit = useCallback((message: Message) => compose({ name: "edit", message }, setMode), []);

  // Also when it comes to be ours while we look: just added to it, or added again.
  useEffect(() => void store.open(id), [store, id, held]);

  if (room === undefined)
    return (
      <div className="nothing">
        <p>{listed ? "This conversation is not here: it does not exist, or it is not shared with you." : "Opening…"}</p>
        <button className="button small" onClick={onClose}>All conversations</button>
      </div>
    );
  const { head, timeline } = room;
  const title = titleOf(head, me.userId);
  const lastOwn = (): Message | undefined => timeline?.messages.findLast((m) => m.senderId === me.userId && !m.deleted);

  return (
    <section className="conversation" aria-label={title} data-thread={thread !== null || undefined}>
      <header className="conversation-head">
        <IconButton icon="back" label="All conversations" className="icon-button back" onClick={onClose} />
        <Avatar id={head.conversationId} name={title} round={head.kind === "Direct"} />
        <div className="conversation-title">
          <h1>{title}</h1>
          <p>{subtitleOf(head)}<Here head={head} /></p>
        </div>
        <IconButton icon="members" label="Members" onClick={() => setDialog("members")} />
        <ConversationMenu
          conversationId={id} onMembers={() => setDialog("members")} onNotify={() => setDialog("level")} onModerate={onModerate}
          onAnalytics={onAnalytics}
        />
      </header>
      <ConnectionBanner />
      {problem && timeline === null ? (
        <div className="nothing">
          <p role="alert">{sentenceFor(problem)}</p>
          <button className="button small" onClick={() => void store.open(id)}>Try again</button>
        </div>
      ) : (
        <Timeline
          room={room} readMark={readMark} target={target} onReply={onReply} onEdit={onEdit} onThread={setThread} onEscape={() => compose(mode, setMode)}
        />
      )}
      <TypingLine head={head} />
      <Composer
        head={head} mode={mode} disabled={timeline === null} onMode={setMode}
        onEditLast={() => { const message = lastOwn(); if (message) setMode({ name: "edit", message }); }}
      />
      {thread !== null && timeline !== null && <ThreadPanel key={thread} room={room} rootSeq={thread} onEdit={(message) => { setThread(null); onEdit(message); }} onClose={() => setThread(null)} />}
      {dialog === "members" && <MembersDialog head={head} onClose={() => setDialog(null)} onLeft={onClose} />}
      {dialog === "level" && <LevelDialog conversationId={id} title={title} onClose={() => setDialog(null)} />}
    </section>
  );
}

function compose(mode: Mode, setMode: (mode: Mode) => void): void {
  setMode(mode);
  document.getElementById("composer")?.focus();
}
