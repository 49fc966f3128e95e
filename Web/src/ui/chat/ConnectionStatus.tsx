import type { ChatState } from "../../store/state";
import { useChatState } from "./useChat";

type Shown = { readonly tone: "live" | "busy" | "off"; readonly words: string };

function shown({ connection, catchingUp }: ChatState): Shown {
  switch (connection) {
    case "live":
      return catchingUp.size > 0 ? { tone: "busy", words: "Catching up…" } : { tone: "live", words: "Live" };
    case "connecting":
      return { tone: "busy", words: "Connecting…" };
    case "reconnecting":
      return { tone: "busy", words: "Reconnecting…" };
    case "offline":
      return { tone: "off", words: "Offline" };
  }
}

export function ConnectionStatus() {
  const { tone, words } = shown(useChatState());
  return (
    <span className="connection" data-tone={tone} role="status">
      <span className="connection-dot" />
      {words}
    </span>
  );
}

/** Above the timeline, where the eyes are, and only while there is something to say. */
export function ConnectionBanner() {
  const state = useChatState();
  const { tone, words } = shown(state);
  if (tone === "live") return null;
  return (
    <p className="connection-banner" data-tone={tone} data-quick={state.connection === "live" || undefined}>
      {state.connection === "offline" ? "You are offline. What you write waits here and goes out by itself." : words}
    </p>
  );
}
