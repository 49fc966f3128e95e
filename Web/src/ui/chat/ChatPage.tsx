import { lazy, Suspense, useEffect, useState } from "react";
import type { Accounts } from "../../accounts/accounts";
import type { Session } from "../../session/session";
import { useRoute } from "../route";
import { SessionContext } from "../useSession";
import { Announcer } from "./Announcer";
import { Conversation } from "./Conversation";
import { NewConversation } from "./NewConversation";
import { Sidebar } from "./Sidebar";
import { ChatContext } from "./useChat";

/** Few people moderate or operate: these are loaded for those who do. */
const DeskPage = lazy(async () => ({ default: (await import("../moderation/DeskPage")).DeskPage }));
const AnalyticsPage = lazy(async () => ({ default: (await import("../analytics/AnalyticsPage")).AnalyticsPage }));
const OperationsPage = lazy(async () => ({ default: (await import("../operations/OperationsPage")).OperationsPage }));

type Props = { readonly session: Session; readonly accounts: Accounts };

export function ChatPage({ session, accounts }: Props) {
  const { store } = session;
  const [route, go] = useRoute();
  const [starting, setStarting] = useState(false);
  const openId = route.name === "conversation" ? route.id : null;

  useEffect(() => {
    if (openId === null) void store.open(null);
  }, [store, openId]);

  const open = (id: string, seq: number | null = null) => go({ name: "conversation", id, seq });
  const signOut = async () => {
    await store.lookAt(null);
    await accounts.signOut().catch(() => undefined);
    // A fresh page: nothing of the person's stays in memory.
    location.replace(location.pathname);
  };

  return (
    <SessionContext value={session}>
      <ChatContext value={store}>
        <div className="chat" data-pane={route.name === "list" ? "list" : "conversation"}>
          <a className="skip" href="#composer" onClick={(e) => { e.preventDefault(); document.getElementById("composer")?.focus(); }}>
            Skip to the message field
          </a>
          <Sidebar
            openId={openId} onOpen={open} onNew={() => setStarting(true)} onSignOut={() => void signOut()}
            onModerate={session.isModerator ? () => go({ name: "moderation", id: null }) : null}
            onOperate={session.operations ? () => go({ name: "operations" }) : null}
          />
          <main className="stage">
            {route.name === "list" && <Nothing />}
            {route.name === "conversation" && (
              <Conversation
                key={route.id} id={route.id} target={route.seq} onClose={() => go({ name: "list" })}
                onModerate={() => go({ name: "moderation", id: route.id })} onAnalytics={() => go({ name: "analytics", id: route.id })}
              />
            )}
            {route.name === "operations" && (
              <Suspense fallback={<p className="quiet desk-note" role="status">Opening…</p>}>
                <OperationsPage store={session.operations} onClose={() => go({ name: "list" })} />
              </Suspense>
            )}
            {route.name === "moderation" && (
              <Suspense fallback={<p className="quiet desk-note" role="status">Opening…</p>}>
                <DeskPage
                  key={route.id ?? ""} of={route.id} onOpen={open}
                  onClose={() => go(route.id === null ? { name: "list" } : { name: "conversation", id: route.id, seq: null })}
                />
              </Suspense>
            )}
            {route.name === "analytics" && (
              <Suspense fallback={<p className="quiet desk-note" role="status">Opening…</p>}>
                <AnalyticsPage key={route.id} of={route.id} onClose={() => open(route.id)} />
              </Suspense>
            )}
          </main>
          <Announcer />
          {starting && <NewConversation onClose={() => setStarting(false)} onStarted={(id) => { setStarting(false); open(id); }} />}
        </div>
      </ChatContext>
    </SessionContext>
  );
}

function Nothing() {
  return (
    <div className="nothing">
      <svg viewBox="0 0 120 132" aria-hidden="true" className="nothing-art">
        <path d="M28 4v124" className="rail" />
        {[22, 66, 110].map((y, i) => (
          <g key={y}>
            <circle cx="28" cy={y} r="6" className={i === 2 ? "event latest" : "event"} />
            <rect x="48" y={y - 11} width={[62, 44, 54][i]} height="22" rx="11" className="words" />
          </g>
        ))}
      </svg>
      <p>Choose a conversation, or start a new one.</p>
    </div>
  );
}
