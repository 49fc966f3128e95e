import type { Accounts } from "../accounts/accounts";
import type { Backend, Feed } from "../session/session";
import type { FrameListener } from "../transport/liveFeed";
import { StandInChat } from "./standInChat";
import { StandInAudit } from "./standInAudit";
import { StandInDesk } from "./standInDesk";
import { StandInOperations } from "./standInOperations";
import { script } from "./script";

/** The page without a backend, for work on its looks: one fixed person, a scripted past, a companion who answers. Never built in. */
export function standIn(): Backend {
  const chat = new StandInChat("alice", script);
  const desk = new StandInDesk();
  const query = new URLSearchParams(location.search);
  let signedIn = !query.has("signedOut");
  const accounts: Accounts = {
    others: query.has("others") ? ["Google", "SSO"] : [],
    signInWith: async () => { signedIn = true; location.search = ""; },
    isSignedIn: async () => signedIn,
    signIn: async () => { signedIn = true; return { name: "done" }; },
    answer: async () => ({ name: "done" }),
    signUp: async () => "confirm",
    confirm: async () => undefined,
    resendCode: async () => undefined,
    forgotPassword: async () => undefined,
    resetPassword: async () => undefined,
    signOut: async () => { signedIn = false; },
    groups: async () => (query.has("member") ? [] : ["moderators", "operators"]),
    onEnded: () => undefined,
  };
  const feed = (listener: FrameListener): Feed => ({
    watch: (watched) => { if (watched?.kind === "moderation") listener.onModeration(null); },
    start: () => {
      chat.onFrame = (frame) => listener.onFrame(frame);
      desk.onModeration = (frame) => listener.onModeration(frame);
      const connection = query.get("connection");
      listener.onConnection(connection === "offline" || connection === "reconnecting" ? connection : "live");
    },
  });
  return { accounts, api: Object.assign(chat, desk, new StandInAudit(), new StandInOperations()), feed };
}
