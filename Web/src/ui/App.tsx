import { useEffect, useState } from "react";
import { startSession, type Backend, type Session } from "../session/session";
import { asProblem, sentenceFor } from "../store/problem";
import { AccountPage } from "./account/AccountPage";
import { ChatPage } from "./chat/ChatPage";
import { Brand } from "./Brand";

type Stage =
  | { readonly name: "starting" }
  | { readonly name: "signedOut"; readonly backend: Backend; readonly note: string | null }
  | { readonly name: "chat"; readonly backend: Backend; readonly session: Session }
  | { readonly name: "failed"; readonly why: string };

export function App({ backend: connecting }: { readonly backend: Promise<Backend> }) {
  const [stage, setStage] = useState<Stage>({ name: "starting" });

  const enter = async (backend: Backend) => {
    setStage({ name: "starting" });
    try {
      const session = await startSession(backend);
      // Ended elsewhere: nothing of this person's may stay on the screen or in memory.
      backend.accounts.onEnded(() => location.replace(location.pathname));
      setStage({ name: "chat", backend, session });
    } catch (error) {
      const problem = asProblem(error);
      if (problem.type === "Unauthorized") setStage({ name: "signedOut", backend, note: sentenceFor(problem) });
      else setStage({ name: "failed", why: sentenceFor(problem) });
    }
  };

  useEffect(() => {
    let current = true;
    connecting
      .then(async (backend) => {
        const signedIn = await backend.accounts.isSignedIn();
        if (!current) return;
        if (signedIn) await enter(backend);
        else setStage({ name: "signedOut", backend, note: null });
      })
      .catch((error: unknown) => setStage({ name: "failed", why: (error as Error).message }));
    return () => void (current = false);
  }, [connecting]);

  switch (stage.name) {
    case "starting":
      return <Waiting />;
    case "failed":
      return <Failed why={stage.why} />;
    case "signedOut":
      return <AccountPage accounts={stage.backend.accounts} note={stage.note} onSignedIn={() => void enter(stage.backend)} />;
    case "chat":
      return <ChatPage session={stage.session} accounts={stage.backend.accounts} />;
  }
}

function Waiting() {
  return (
    <div className="splash" role="status">
      <Brand />
      <p className="quiet">Opening…</p>
    </div>
  );
}

function Failed({ why }: { readonly why: string }) {
  return (
    <div className="splash" role="alert">
      <Brand />
      <p>{why}</p>
      <button className="button" onClick={() => location.reload()}>Try again</button>
    </div>
  );
}
