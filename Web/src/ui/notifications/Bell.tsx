import { useEffect, useId, useRef, useState } from "react";
import { isUnread } from "../../store/notifications";
import { useChatState, useStore } from "../chat/useChat";
import { IconButton } from "../Icon";
import { useNotifications, useSession } from "../useSession";
import { NotificationPanel } from "./NotificationPanel";
import { PreferencesDialog } from "./PreferencesDialog";

type Props = { readonly onOpen: (conversationId: string, seq: number | null) => void };

/** How many notifications wait, and the list of them. */
export function Bell({ onOpen }: Props) {
  const { items, seenSeq } = useNotifications();
  const { notifications } = useSession();
  const store = useStore();
  useChatState(); // what is read in a conversation counts here, too
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [settings, setSettings] = useState(false);
  const unread = items.filter((n) => isUnread(n, seenSeq, (c) => store.readMark(c))).length;
  // While the list is open it goes on to show what was new when it was opened.
  const [seenBefore, setSeenBefore] = useState(seenSeq);

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => { if (!place.current?.contains(event.target as Node)) setOpen(false); };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  const toggle = () => {
    if (!open) setSeenBefore(seenSeq);
    setOpen(!open);
    if (!open) notifications.markSeen();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    place.current?.querySelector("button")?.focus();
  };

  return (
    <div className="menu-place" ref={place} onKeyDown={onKeyDown}>
      <IconButton
        icon="bell" label={unread === 0 ? "Notifications" : `Notifications, ${unread} unread`} aria-expanded={open} aria-controls={id} onClick={toggle}
      />
      {unread > 0 && <span className="badge" aria-hidden="true">{unread > 99 ? "99+" : unread}</span>}
      {open && (
        <NotificationPanel
          id={id} seenSeq={seenBefore} onOpen={(conversationId, seq) => { setOpen(false); onOpen(conversationId, seq); }}
          onSettings={() => { setOpen(false); setSettings(true); }}
        />
      )}
      {settings && <PreferencesDialog onClose={() => setSettings(false)} />}
    </div>
  );
}
