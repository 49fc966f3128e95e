import { useState } from "react";
import { newCommandId } from "../../store/commandId";
import type { Version } from "../../store/moderation";
import { Icon } from "../Icon";
import { useAction } from "../useAction";
import { useSession } from "../useSession";

/** The text members are not shown. One asks for it, since each look is recorded. */
export function OriginalText({ version: { conversationId, messageSeq, versionSeq } }: { readonly version: Version }) {
  const { api } = useSession();
  const { busy, failure, run } = useAction();
  const [text, setText] = useState<string | null>(null);

  const look = () =>
    run(async () => setText((await api.viewOriginal({ commandId: newCommandId(), conversationId, messageSeq, versionSeq })).text));

  if (text !== null) return <blockquote className="original" aria-live="polite">{text}</blockquote>;
  return (
    <div className="original hidden">
      <button className="button small plain" disabled={busy} onClick={() => void look()}><Icon name="eye" /> {busy ? "One moment…" : "Show the text"}</button>
      <p className="hint">That you looked is recorded.</p>
      <p className="failure" role="alert">{failure}</p>
    </div>
  );
}
