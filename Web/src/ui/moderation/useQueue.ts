import { useCallback, useEffect, useState } from "react";
import type { Review } from "../../store/moderation";
import { asProblem, type Problem } from "../../store/problem";
import { useSession } from "../useSession";

/** A projection follows the log by some milliseconds: news are asked for once they have had time to arrive. */
const settleMs = 300;
/** A hint may be lost like any other; deadlines pass without one. */
const againMs = 60_000;

export type Queue = {
  readonly reviews: readonly Review[] | null;
  readonly problem: Problem | null;
  /** Counts the news, for whoever shows more of the log. */
  readonly news: number;
  readonly reload: () => void;
  /** Decided here: it need not be seen until the projection knows. */
  readonly drop: (review: Review) => void;
};

export function keyOf(r: Pick<Review, "conversationId" | "messageSeq" | "versionSeq" | "round">): string {
  return `${r.conversationId}/${r.messageSeq}/${r.versionSeq}/${r.round}`;
}

/** What waits for a person, the earliest deadline first, kept current. */
export function useQueue(of: string | null): Queue {
  const { api, watchModeration } = useSession();
  const [reviews, setReviews] = useState<readonly Review[] | null>(null);
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<Problem | null>(null);
  const [news, setNews] = useState(0);
  const reload = useCallback(() => setNews((n) => n + 1), []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = watchModeration(of, () => {
      clearTimeout(timer);
      timer = setTimeout(reload, settleMs);
    });
    const again = setInterval(reload, againMs);
    return () => {
      stop();
      clearTimeout(timer);
      clearInterval(again);
    };
  }, [of, watchModeration, reload]);

  useEffect(() => {
    let current = true;
    void (async () => {
      try {
        const page = await api.moderationQueue(of ?? undefined);
        if (!current) return;
        setReviews(page.items);
        setProblem(null);
      } catch (error) {
        if (current) setProblem(asProblem(error));
      }
    })();
    return () => void (current = false);
  }, [api, of, news]);

  const drop = useCallback((review: Review) => setDropped((known) => new Set(known).add(keyOf(review))), []);
  return { reviews: reviews?.filter((r) => !dropped.has(keyOf(r))) ?? null, problem, news, reload, drop };
}
