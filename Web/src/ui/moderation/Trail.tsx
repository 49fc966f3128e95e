import { useEffect, useMemo, useState } from "react";
import type { ChatEvent } from "../../store/model";
import type { Version } from "../../store/moderation";
import { asProblem, sentenceFor } from "../../store/problem";
import { useSession } from "../useSession";
import { distance, usePlaceNames } from "./names";
import { trailOf } from "./trailLines";

/** Pages of the log that are read for one case; the log is kept whole elsewhere. */
const pages = 25;

/** Everything that moderators and rules did about a message, oldest first. */
export function Trail({ version, news }: { readonly version: Version; readonly news: number }) {
  const { api } = useSession();
  const names = usePlaceNames();
  const [events, setEvents] = useState<readonly ChatEvent[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { conversationId } = version;
  const lines = useMemo(() => (events === null ? null : trailOf(events, version)), [events, version]);

  useEffect(() => {
    let current = true;
    void (async () => {
      try {
        const all: ChatEvent[] = [];
        for (let after = 0, page = 0; page < pages; page++) {
          const answer = await api.moderationLog(conversationId, after);
          all.push(...answer.events);
          if (!answer.more) break;
          after = answer.seq;
        }
        if (current) setEvents(all);
      } catch (error) {
        if (current) setFailure(sentenceFor(asProblem(error)));
      }
    })();
    return () => void (current = false);
  }, [api, conversationId, news]);

  return (
    <section className="trail" aria-label="What happened so far">
      <h3>What happened so far</h3>
      {failure !== null && <p role="alert">{failure}</p>}
      {lines === null && failure === null && <p className="quiet" role="status">Reading…</p>}
      {lines?.length === 0 && <p className="quiet">Nothing is recorded yet.</p>}
      <ol>
        {lines?.map((line) => (
          <li key={line.seq}>
            <p><b>{names.person(conversationId, line.senderId)}</b> {line.words} <time className="quiet" dateTime={line.at} title={line.at}>{distance(line.at, Date.now())}</time></p>
            {line.note !== null && <blockquote>{line.note}</blockquote>}
          </li>
        ))}
      </ol>
    </section>
  );
}
