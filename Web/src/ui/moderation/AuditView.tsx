import { useEffect, useState } from "react";
import type { AuditEntry } from "../../store/audit";
import { asProblem, sentenceFor } from "../../store/problem";
import { useChatState } from "../chat/useChat";
import { useAction } from "../useAction";
import { useSession } from "../useSession";
import { deedOf, factsOf } from "./auditLines";
import { usePlaceNames } from "./names";

type Props = { readonly of: string | null; readonly onOpen: (conversationId: string, seq: number | null) => void };
type Shown = { readonly entries: readonly AuditEntry[]; readonly nextToken: string | null };

/** Who did and saw what, newest first: in a conversation, or for all; what one person did is a click on the name, for moderators. */
export function AuditView({ of, onOpen }: Props) {
  const { api, isModerator } = useSession();
  const names = usePlaceNames();
  const { rooms } = useChatState();
  const [person, setPerson] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const more = useAction();

  const read = (nextToken?: string) =>
    person === null ? api.auditTrail(of ?? undefined, {}, nextToken) : api.auditTrailOfUser(person.id, {}, nextToken);

  useEffect(() => {
    let current = true;
    setShown(null);
    setFailure(null);
    read().then(
      (page) => { if (current) setShown({ entries: page.items, nextToken: page.nextToken }); },
      (error: unknown) => { if (current) setFailure(sentenceFor(asProblem(error))); },
    );
    return () => void (current = false);
  }, [api, of, person?.id]);

  const readMore = () => more.run(async () => {
    if (shown?.nextToken == null) return;
    const page = await read(shown.nextToken);
    setShown({ entries: [...shown.entries, ...page.items], nextToken: page.nextToken });
  });
  const nameOf = (id: string, name: string | null, place: string | null) => names.person(place ?? "", id, name);

  return (
    <div className="audit">
      {person !== null && (
        <p className="audit-of">
          What <b>{person.name}</b> did, everywhere. <button className="link" onClick={() => setPerson(null)}>Back to {of === null ? "all" : "the conversation"}</button>
        </p>
      )}
      {failure !== null && <p role="alert">{failure}</p>}
      {shown === null && failure === null && <p className="quiet" role="status">Reading…</p>}
      {shown?.entries.length === 0 && (
        <p className="quiet">{of === null && person === null ? "Nothing was done that concerns all conversations." : "Nothing is recorded yet."}</p>
      )}
      {shown !== null && shown.entries.length > 0 && (
        <div className="audit-table" tabIndex={0} role="region" aria-label="Audit trail">
          <table>
            <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Details</th></tr></thead>
            <tbody>
              {shown.entries.map((e) => {
                const actor = nameOf(e.actorId, e.actorName, e.conversationId);
                const place = e.conversationId;
                return (
                  <tr key={`${e.log}/${e.seq}`}>
                    <td><time dateTime={e.at}>{new Date(e.at).toLocaleString()}</time></td>
                    <td>
                      {isModerator && e.actorId !== "system" && person === null
                        ? <button className="link" onClick={() => setPerson({ id: e.actorId, name: e.actorName ?? actor })}>{actor}</button>
                        : actor}
                    </td>
                    <td>
                      {deedOf(e)}
                      {e.userId !== null && e.userId !== e.actorId && <> <b>{nameOf(e.userId, e.userName, place)}</b></>}
                      {e.messageSeq !== null && place !== null && <> {rooms.has(place)
                        ? <button className="link" onClick={() => onOpen(place, e.messageSeq)}>message {e.messageSeq}</button>
                        : `message ${e.messageSeq}`}</>}
                    </td>
                    <td className="quiet">
                      {[...factsOf(e), ...(place !== null && place !== of ? [names.title(place)] : [])].join(", ")}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {shown?.nextToken != null && (
        <p className="audit-more">
          <button className="button small" disabled={more.busy} onClick={() => void readMore()}>Earlier</button>
          {more.failure !== null && <span role="alert"> {more.failure}</span>}
        </p>
      )}
    </div>
  );
}
