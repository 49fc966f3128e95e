import { useEffect, useId, useRef, useState } from "react";
import { IconButton } from "../Icon";
import { useSession } from "../useSession";
import { useChatState, useStore } from "./useChat";

type Props = {
  readonly conversationId: string;
  readonly onMembers: () => void;
  readonly onNotify: () => void;
  readonly onModerate: () => void;
  readonly onAnalytics: () => void;
};

/** What one can do with a conversation. Moderation and analytics are for its owners and for moderators. */
export function ConversationMenu({ conversationId, onMembers, onNotify, onModerate, onAnalytics }: Props) {
  const { isModerator } = useSession();
  const { me } = useChatState();
  const store = useStore();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [owner, setOwner] = useState(false);
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    place.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    void store.members(conversationId).then((all) => setOwner(all.some((m) => m.userId === me.userId && m.role === "Owner")), () => undefined);
    const outside = (event: Event) => { if (!place.current?.contains(event.target as Node)) setOpen(false); };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open, store, conversationId, me.userId]);

  const choose = (action: () => void) => () => {
    setOpen(false);
    action();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const items = [...(place.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.findIndex((i) => i === document.activeElement);
    if (event.key === "Escape") { setOpen(false); place.current?.querySelector("button")?.focus(); }
    else if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp") items[(at + items.length - 1) % items.length]?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <div className="menu-place" ref={place} onKeyDown={open ? onKeyDown : undefined}>
      <IconButton icon="more" label="More" aria-haspopup="menu" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} />
      {open && (
        <ul className="menu" role="menu" id={id}>
          <li role="none"><button role="menuitem" onClick={choose(onMembers)}>Members</button></li>
          <li role="none"><button role="menuitem" onClick={choose(onNotify)}>Notifications…</button></li>
          {(isModerator || owner) && <li role="none"><button role="menuitem" onClick={choose(onModerate)}>Moderation</button></li>}
          {(isModerator || owner) && <li role="none"><button role="menuitem" onClick={choose(onAnalytics)}>Analytics</button></li>}
        </ul>
      )}
    </div>
  );
}
