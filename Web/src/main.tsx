import "@fontsource-variable/bricolage-grotesque/wght.css";
import "@fontsource-variable/figtree/wght.css";
import "./styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Backend } from "./session/session";
import { App } from "./ui/App";

async function findBackend(): Promise<Backend> {
  // `npm run dev:alone`: the page without a backend. The branch and what it imports are absent from a build.
  if (import.meta.env.MODE === "alone") return (await import("./dev/standIn")).standIn();
  return (await import("./transport/backend")).connectBackend();
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
createRoot(root).render(
  <StrictMode>
    <App backend={findBackend()} />
  </StrictMode>,
);
