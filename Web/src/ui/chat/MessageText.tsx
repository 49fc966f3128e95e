import type { Head } from "../../store/head";
import type { Message } from "../../store/model";
import { reasonWords } from "../reasons";
import { pieces } from "./mentions";

type Props = { readonly message: Message; readonly own: boolean; readonly members: Head["members"]; readonly me: string };

/** What stands in the bubble: the words, or why there are none. */
export function MessageText({ message, own, members, me }: Props) {
  if (message.deleted) return <span className="gone">Message deleted</span>;
  if (message.status === "Removed" && message.text === null) {
    const why = message.reason === null ? "" : ` for ${reasonWords[message.reason]}`;
    return <span className="gone">{own && message.versionSeq !== message.seq ? "Edit removed" : "Removed"} by moderation{own && why}</span>;
  }
  if (message.text === null) return <span className="gone">{message.status === "Held" ? "Your message" : ""}</span>;
  return (
    <span className="words">
      {pieces(message, members).map((piece, i) =>
        piece.userId === null ? piece.text : <b key={i} className="mention" data-me={piece.userId === me || undefined}>{piece.text}</b>,
      )}
    </span>
  );
}
