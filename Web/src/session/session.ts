import type { Accounts } from "../accounts/accounts";
import { ChatStore } from "../store/chatStore";
import { audienceMembers } from "../store/model";
import type { ChatApi, Clock } from "../store/ports";
import type { FrameListener } from "../transport/liveFeed";
import { StoredReadMarks } from "./readMarks";

export interface Feed {
  start(): void;
  watchRoom(conversationId: string | null): void;
}

/** What the page runs on: the deployed backend, or the stand-in of development. */
export type Backend = {
  readonly accounts: Accounts;
  readonly api: ChatApi;
  readonly feed: (listener: FrameListener) => Feed;
};

const browserClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** The open conversation is compared with the log this often while someone looks: a lost last frame shows no hole. */
const reconcileEveryMs = 120_000;

/** A signed-in person's store, fed with frames. It ends with the page: signing out loads it anew, so nothing stays in memory. */
export async function startSession({ api, feed }: Backend): Promise<ChatStore> {
  const me = await api.me();
  const store = new ChatStore(api, me, browserClock, new StoredReadMarks(me.userId));
  const source = feed({
    onFrame: (frame) => store.onFrame(frame),
    onConnection: (connection) => void store.onConnection(connection),
    onRoomSubscribed: (conversationId) => void store.catchUp(conversationId),
  });
  store.subscribe(() => {
    const { openId, rooms } = store.state();
    const large = openId !== null && (rooms.get(openId)?.head.memberCount ?? 0) > audienceMembers;
    source.watchRoom(large ? openId : null);
  });
  await store.refresh();
  source.start();
  const reconcile = () => {
    const { openId, connection } = store.state();
    if (openId !== null && connection === "live" && document.visibilityState === "visible") void store.catchUp(openId);
  };
  setInterval(reconcile, reconcileEveryMs);
  document.addEventListener("visibilitychange", reconcile);
  return store;
}
