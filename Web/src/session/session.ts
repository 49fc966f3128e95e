import type { Accounts } from "../accounts/accounts";
import type { AuditApi } from "../store/audit";
import { presenceEveryMs } from "../store/attention";
import { ChatStore } from "../store/chatStore";
import { audienceMembers } from "../store/model";
import type { ModerationApi, ModerationFrame } from "../store/moderation";
import { NotificationStore, type NotificationApi } from "../store/notifications";
import { OperationsStore, type OperationsApi } from "../store/operations";
import type { ChatApi, Clock } from "../store/ports";
import type { FrameListener, Watched } from "../transport/liveFeed";
import { StoredReadMarks, StoredSeenMark } from "./readMarks";

export interface Feed {
  start(): void;
  watch(watched: Watched | null): void;
}

export type Api = ChatApi & NotificationApi & ModerationApi & AuditApi & OperationsApi;

/** What the page runs on: the deployed backend, or the stand-in of development. */
export type Backend = {
  readonly accounts: Accounts;
  readonly api: Api;
  readonly feed: (listener: FrameListener) => Feed;
};

/** A signed-in person's page. It ends with the page: signing out loads it anew, so nothing stays in memory. */
export type Session = {
  readonly store: ChatStore;
  readonly notifications: NotificationStore;
  readonly api: Api;
  /** Of all conversations: in the pool's group "moderators". */
  readonly isModerator: boolean;
  /** In the pool's group "operators": what the operations page shows. Null for everybody else. */
  readonly operations: OperationsStore | null;
  /** Hears of moderation while it listens: of one conversation, or of all. */
  readonly watchModeration: (conversationId: string | null, listener: (frame: ModerationFrame | null) => void) => () => void;
};

const browserClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** The open conversation is compared with the log this often while someone looks: a lost last frame shows no hole. */
const reconcileEveryMs = 120_000;

/** Contracts/Names.cs, Groups. */
const moderators = "moderators";
const operators = "operators";

export async function startSession({ accounts, api, feed }: Backend): Promise<Session> {
  const [me, groups] = await Promise.all([api.me(), accounts.groups()]);
  const store = new ChatStore(api, me, browserClock, new StoredReadMarks(me.userId));
  const notifications = new NotificationStore(api, new StoredSeenMark(me.userId));
  let desk: { readonly of: string | null; readonly listener: (frame: ModerationFrame | null) => void } | null = null;
  const source = feed({
    onFrame: (frame) => store.onFrame(frame),
    onConnection: (connection) => {
      void store.onConnection(connection);
      if (connection === "live") void notifications.refresh();
    },
    onRoomSubscribed: (conversationId) => void store.catchUp(conversationId),
    onNotification: (notification) => notifications.onNotification(notification),
    onModeration: (frame) => desk?.listener(frame),
  });
  const watch = () => {
    const { openId, rooms } = store.state();
    const large = openId !== null && (rooms.get(openId)?.head.memberCount ?? 0) > audienceMembers;
    if (desk !== null) source.watch({ kind: "moderation", conversationId: desk.of });
    else source.watch(large ? { kind: "room", conversationId: openId } : null);
  };
  store.subscribe(watch);
  await store.refresh();
  source.start();
  keepAttention(store);
  // A pushed notification may be lost like any frame.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void notifications.refresh();
  });
  return {
    store, notifications, api, isModerator: groups.includes(moderators),
    operations: groups.includes(operators) ? new OperationsStore(api, browserClock, () => document.visibilityState === "visible") : null,
    watchModeration: (of, listener) => {
      const mine = { of, listener };
      desk = mine;
      watch();
      return () => {
        if (desk === mine) desk = null;
        watch();
      };
    },
  };
}

/** While somebody looks: the open conversation is compared with the log, and the service hears who is here. */
function keepAttention(store: ChatStore): void {
  const looking = () => document.visibilityState === "visible";
  const reconcile = () => {
    const { openId, connection } = store.state();
    if (openId !== null && connection === "live" && looking()) void store.catchUp(openId);
  };
  const present = () => void store.lookAt(looking() ? store.state().openId : null);
  setInterval(reconcile, reconcileEveryMs);
  setInterval(present, presenceEveryMs);
  document.addEventListener("visibilitychange", () => {
    reconcile();
    present();
  });
  window.addEventListener("pagehide", () => void store.lookAt(null));
  let openId = store.state().openId;
  store.subscribe(() => {
    if (openId === store.state().openId) return;
    openId = store.state().openId;
    present();
  });
}
