import { useEffect, useRef, useState } from "react";
import { nameOf, titleOf } from "./names";
import { useChatState } from "./useChat";

/** Reads new messages out, politely. The timeline itself is silent, or every redrawing of it would be read. */
export function Announcer() {
  const { rooms, me, openId, connection } = useChatState();
  const [words, setWords] = useState("");
  const heard = useRef(new Map<string, number>());

  useEffect(() => {
    for (const [id, { head }] of rooms) {
      const last = head.lastMessage;
      const before = heard.current.get(id);
      heard.current.set(id, last?.seq ?? 0);
      if (before === undefined || last === null || last.seq <= before || last.senderId === me.userId || last.text === null) continue;
      const where = id === openId ? "" : ` in ${titleOf(head, me.userId)}`;
      setWords(`${nameOf(head.members, last.senderId)}${where}: ${last.text}`);
    }
  }, [rooms, me.userId, openId]);

  useEffect(() => {
    if (connection === "offline") setWords("You are offline.");
  }, [connection]);

  return <div className="visually-hidden" aria-live="polite" aria-atomic="true">{words}</div>;
}
