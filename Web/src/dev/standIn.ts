import type { Accounts } from "../accounts/accounts";
import type { Backend, Feed } from "../session/session";
import type { FrameListener } from "../transport/liveFeed";
import { StandInChat } from "./standInChat";
import { script } from "./script";

/** The page without a backend, for work on its looks: one fixed person, a scripted past, a companion who answers. Never built in. */
export function standIn(): Backend {
  const chat = new StandInChat("alice", script);
  const query = new URLSearchParams(location.search);
  let signedIn = !query.has("signedOut");
  const accounts: Accounts = {
    isSignedIn: async () => signedIn,
    signIn: async () => { signedIn = true; return { name: "done" }; },
    answer: async () => ({ name: "done" }),
    signUp: async () => "confirm",
    confirm: async () => undefined,
    resendCode: async () => undefined,
    forgotPassword: async () => undefined,
    resetPassword: async () => undefined,
    signOut: async () => { signedIn = false; },
    onEnded: () => undefined,
  };
  const feed = (listener: FrameListener): Feed => ({
    watchRoom: () => undefined,
    start: () => {
      chat.onFrame = (frame) => listener.onFrame(frame);
      const connection = query.get("connection");
      listener.onConnection(connection === "offline" || connection === "reconnecting" ? connection : "live");
    },
  });
  return { accounts, api: chat, feed };
}
