import { useEffect, useState } from "react";
import { newCommandId } from "../../store/commandId";
import { asProblem, sentenceFor } from "../../store/problem";
import { TextArea } from "../TextArea";
import { useAction } from "../useAction";
import { useSession } from "../useSession";

/** Contracts/Limits.cs, BlocklistTerms and BlocklistTermCharacters. */
const mostTerms = 1_000;
const mostCharacters = 64;

/** Terms that remove a message: of one conversation, or the global ones. */
export function BlocklistEditor({ conversationId }: { readonly conversationId: string | null }) {
  const { api } = useSession();
  const { busy, failure, run } = useAction();
  const [words, setWords] = useState<string | null>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);

  useEffect(() => {
    api.blocklist(conversationId ?? undefined).then(
      ({ terms }) => setWords(terms.join("\n")),
      (error: unknown) => setUnread(sentenceFor(asProblem(error))),
    );
  }, [api, conversationId]);

  if (words === null) return <p className="quiet desk-note" role={unread === null ? "status" : "alert"}>{unread ?? "Reading the blocklist…"}</p>;
  const terms = [...new Set(words.split("\n").map((t) => t.trim()).filter((t) => t !== ""))];
  const long = terms.find((t) => t.length > mostCharacters);
  const wrong = long !== undefined
    ? `“${long.slice(0, 20)}…” is longer than ${mostCharacters} characters.`
    : terms.length > mostTerms ? `At most ${mostTerms.toLocaleString("en")} terms.` : null;
  const save = () =>
    run(async () => {
      await api.setBlocklist({ commandId: newCommandId(), ...(conversationId === null ? {} : { conversationId }), terms });
      setWords(terms.join("\n"));
      setSaved(true);
    });

  return (
    <form className="policy form" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <TextArea
        label="Blocked terms" rows={14} value={words} spellCheck={false}
        hint="One a line. Spelled otherwise (b.l 0 c k) they are found, too. A message with one of them is removed."
        onChange={(e) => { setSaved(false); setWords(e.target.value); }}
      />
      <p className="failure" role="alert">{wrong ?? failure}</p>
      <div className="dialog-actions">
        <span role="status" className="quiet">{saved ? "Saved." : `${terms.length.toLocaleString("en")} terms`}</span>
        <button className="button" disabled={busy || wrong !== null}>{busy ? "One moment…" : "Save blocklist"}</button>
      </div>
    </form>
  );
}
