import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Head } from "../../store/head";
import type { Message } from "../../store/model";
import { Icon, IconButton } from "../Icon";
import { drafts } from "./drafts";
import { MentionList } from "./MentionList";
import { mentionsIn } from "./mentions";
import { nameOf, titleOf } from "./names";
import { useChatState, useStore } from "./useChat";
import { useMentions } from "./useMentions";

export type Mode =
  | { readonly name: "new" }
  | { readonly name: "reply"; readonly message: Message }
  | { readonly name: "edit"; readonly message: Message };

/** Contracts/Limits.cs, TextBytes. The server decides; this only warns in time. */
const textBytes = 4_096;
const utf8 = new TextEncoder();

type Props = {
  readonly head: Head;
  readonly mode: Mode;
  readonly disabled: boolean;
  readonly onMode: (mode: Mode) => void;
  readonly onEditLast: () => void;
};

export function Composer({ head, mode, disabled, onMode, onEditLast }: Props) {
  const store = useStore();
  const { me } = useChatState();
  const id = head.conversationId;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => drafts.get(id));
  const left = textBytes - utf8.encode(text).length;
  const editing = mode.name === "edit" ? mode.message : null;

  // Within the same rendering, not in an effect: a key typed right after ↑ must already find the text it edits.
  const [shown, setShown] = useState(editing);
  if (shown !== editing) {
    setShown(editing);
    setText(editing === null ? drafts.get(id) : (editing.text ?? ""));
  }
  useEffect(() => {
    // On a phone the keyboard would cover what one came to read.
    if (!disabled && matchMedia("(pointer: fine)").matches) field.current?.focus();
  }, [disabled, id]);

  const change = (next: string) => {
    setText(next);
    if (editing === null) drafts.set(id, next);
    if (next.trim() !== "") store.typing(id);
  };
  const mentions = useMentions(field, text, head.members, me.userId, change);
  const submit = () => {
    const words = text.replace(/\r\n?/g, "\n").trim();
    if (words === "" || left < 0 || disabled) return;
    if (editing === null) {
      store.send(id, words, mode.name === "reply" ? mode.message.seq : null, mentionsIn(words, head.members));
      drafts.set(id, "");
      setText("");
    } else if (words !== editing.text) store.edit(id, editing.seq, words);
    onMode({ name: "new" });
  };
  const stop = () => {
    onMode({ name: "new" });
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || mentions.onKeyDown(event)) return;
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
    else if (event.key === "Escape" && mode.name !== "new") onMode({ name: "new" });
    else if (event.key === "ArrowUp" && text === "" && mode.name === "new") { event.preventDefault(); onEditLast(); }
  };

  return (
    <form className="composer" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {mode.name !== "new" && (
        <div className="composer-context">
          <p><b>{contextOf(mode, head, me.userId)}</b> {mode.message.text}</p>
          <IconButton icon="close" label={mode.name === "edit" ? "Stop editing" : "Do not reply"} onClick={stop} />
        </div>
      )}
      {mentions.people.length > 0 && <MentionList id="mentions" people={mentions.people} active={mentions.active} onChoose={mentions.choose} />}
      <div className="composer-line">
        <textarea
          id="composer" ref={field} rows={1} value={text} disabled={disabled} aria-label="Message" aria-invalid={left < 0 || undefined}
          aria-describedby="composer-hint" placeholder={`Message ${titleOf(head, me.userId)}`}
          onChange={(event) => { change(event.target.value); mentions.onChanged(); }} onKeyDown={onKeyDown} onSelect={mentions.onCaret}
          aria-autocomplete="list" aria-controls={mentions.people.length > 0 ? "mentions" : undefined}
          aria-activedescendant={mentions.people.length > 0 ? `mentions-${mentions.active}` : undefined}
        />
        <button className="send" aria-label={editing ? "Save" : "Send"} disabled={disabled || text.trim() === "" || left < 0}>
          <Icon name="send" />
        </button>
      </div>
      <p id="composer-hint" className="composer-hint" data-warn={left < 200 || undefined}>
        {left < 0
          ? `${(-left).toLocaleString("en")} bytes too long: a message holds ${textBytes.toLocaleString("en")}.`
          : left < 500
            ? `${left} bytes left`
            : <><kbd>Enter</kbd> sends · <kbd>Shift</kbd>+<kbd>Enter</kbd> new line · <kbd>↑</kbd> edits your last message</>}
      </p>
    </form>
  );
}

function contextOf(mode: Exclude<Mode, { readonly name: "new" }>, head: Head, me: string): string {
  if (mode.name === "edit") return "Editing";
  return `Replying to ${mode.message.senderId === me ? "yourself" : nameOf(head.members, mode.message.senderId)}`;
}
