import { useEffect, useState } from "react";
import { newCommandId } from "../../store/commandId";
import type { Verdict } from "../../store/model";
import { scoresOf, type Review } from "../../store/moderation";
import { noteCharacters } from "../chat/ReportDialog";
import { IconButton } from "../Icon";
import { capital, reasonWords } from "../reasons";
import { TextArea } from "../TextArea";
import { useAction } from "../useAction";
import { useSession } from "../useSession";
import { AuthorActions } from "./AuthorActions";
import { distance, usePlaceNames } from "./names";
import { OriginalText } from "./OriginalText";
import { causeWords } from "./QueueRow";
import { isFree } from "./QueueView";
import { ScoreBars } from "./ScoreBars";
import { Trail } from "./Trail";

type Props = {
  readonly review: Review;
  readonly news: number;
  readonly onOpen: (conversationId: string, seq: number | null) => void;
  readonly onBack: () => void;
  readonly onDecided: (words: string) => void;
};

export function CaseView({ review, news, onOpen, onBack, onDecided }: Props) {
  const { api } = useSession();
  const names = usePlaceNames();
  const { busy, failure, run } = useAction();
  const [note, setNote] = useState("");
  const { conversationId, messageSeq, versionSeq } = review;
  const own = review.authorId === names.me;
  const said = review.reviewedBy.includes(names.me);
  const author = names.person(conversationId, review.authorId, review.authorName);
  const scores = scoresOf(review);

  const decide = (outcome: Verdict) =>
    run(async () => {
      const words = note.trim() === "" ? {} : { note: note.trim() };
      await api.reviewMessage({ commandId: newCommandId(), conversationId, messageSeq, versionSeq, outcome, ...words });
      const waits = review.needed > review.reviewedBy.length + 1;
      onDecided(`${outcome}.${waits ? " Another moderator must agree." : ""}`);
    });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const outcome = { a: "Approved", r: "Removed" }[event.key] as Verdict | undefined;
      if (outcome !== undefined && isFree(event) && !own && !said) void decide(outcome);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  return (
    <article className="case" aria-label={`Message of ${author}`}>
      <header className="case-head">
        <IconButton icon="back" label="Back to the queue" className="icon-button back" onClick={onBack} />
        <div>
          <h2>{author}</h2>
          <p className="quiet">
            {names.title(conversationId, review.conversationTitle)} · <button className="link" onClick={() => onOpen(conversationId, messageSeq)}>#{messageSeq}</button>
            {versionSeq !== messageSeq && ` (edit ${versionSeq})`}
          </p>
        </div>
        <span className="tag">{causeWords[review.cause]}</span>
      </header>
      <dl className="facts">
        <div><dt>Reason</dt><dd>{review.reason === null ? "None given" : capital(reasonWords[review.reason])}</dd></div>
        <div><dt>Waits since</dt><dd>{distance(review.openedAt, Date.now())}</dd></div>
        <div><dt>Decided by itself</dt><dd>{distance(review.deadline, Date.now())}</dd></div>
        <div><dt>Opinions</dt><dd>{review.reviewedBy.length} of {review.needed}{review.reviewedBy.length > 0 && `: ${review.reviewedBy.map((u) => names.person(conversationId, u)).join(", ")}`}</dd></div>
      </dl>
      <OriginalText version={review} />
      {scores.length > 0 && <ScoreBars scores={scores} />}
      {own || said ? (
        <p className="note">{own ? "This is your own message: others decide about it." : "You have said your opinion. Another moderator must agree."}</p>
      ) : (
        <div className="decide">
          <TextArea label="Note" hint="Optional, for the audit trail." rows={2} maxLength={noteCharacters} value={note} onChange={(e) => setNote(e.target.value)} />
          <p className="failure" role="alert">{failure}</p>
          <div className="dialog-actions">
            <button className="button" disabled={busy} onClick={() => void decide("Approved")}>Approve</button>
            <button className="button danger" disabled={busy} onClick={() => void decide("Removed")}>Remove</button>
          </div>
        </div>
      )}
      {!own && <AuthorActions conversationId={conversationId} userId={review.authorId} name={author} />}
      <Trail version={review} news={news} />
    </article>
  );
}
