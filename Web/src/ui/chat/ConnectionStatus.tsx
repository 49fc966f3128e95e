import { useEffect, useState } from "react";
import { useChatState } from "./useChat";

type Shown = { readonly tone: "live" | "busy" | "off"; readonly words: string };

/** Catching up is mostly over before one could read of it. */
const worthTellingMs = 400;

function useShown(): Shown {
  const { connection, catchingUp } = useChatState();
  const behind = useLasting(catchingUp.size > 0, worthTellingMs);
  switch (connection) {
    case "live":
      return behind ? { tone: "busy", words: "Catching up…" } : { tone: "live", words: "Live" };
    case "connecting":
      return { tone: "busy", words: "Connecting…" };
    case "reconnecting":
      return { tone: "busy", words: "Reconnecting…" };
    case "offline":
      return { tone: "off", words: "Offline" };
  }
}

/** True once it has been so for a while. */
function useLasting(now: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    setLasting(false);
    if (!now) return;
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => clearTimeout(timer);
  }, [now, milliseconds]);
  return now && lasting;
}

export function ConnectionStatus() {
  const { tone, words } = useShown();
  return (
    <span className="connection" data-tone={tone} role="status">
      <span className="connection-dot" />
      {words}
    </span>
  );
}

/** Above the timeline, where the eyes are, and only while there is something to say. */
export function ConnectionBanner() {
  const { tone, words } = useShown();
  if (tone === "live") return null;
  return (
    <p className="connection-banner" data-tone={tone}>
      {tone === "off" ? "You are offline. What you write waits here and goes out by itself." : words}
    </p>
  );
}
