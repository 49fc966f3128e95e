import { useCallback, useEffect, useMemo, useState } from "react";
import { asProblem, type Problem } from "../../store/problem";
import type { Room } from "../../store/room";
import { threadOf, type Thread } from "../../store/threads";
import { useStore } from "./useChat";

const nothing: Thread = { root: null, replies: [] };

/** The thread as the service has it, page by page, kept up by the timeline. */
export function useThread({ head, timeline }: Room, rootSeq: number) {
  const store = useStore();
  const id = head.conversationId;
  const [read, setRead] = useState(nothing);
  const [loading, setLoading] = useState(true);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let over = false;
    const readAll = async () => {
      let replies: Thread["replies"] = [];
      let nextToken: string | undefined;
      do {
        const page = await store.thread(id, rootSeq, nextToken);
        replies = [...replies, ...page.items];
        if (over) return;
        setRead({ root: page.root, replies });
        nextToken = page.nextToken ?? undefined;
      } while (nextToken !== undefined);
    };
    setLoading(true);
    setProblem(null);
    readAll().catch((error: unknown) => { if (!over) setProblem(asProblem(error)); }).finally(() => { if (!over) setLoading(false); });
    return () => { over = true; };
  }, [store, id, rootSeq, attempt]);

  const again = useCallback(() => setAttempt((n) => n + 1), []);
  const thread = useMemo(() => threadOf(rootSeq, read, timeline?.messages ?? []), [rootSeq, read, timeline]);
  return { thread, loading, problem, again };
}
