import { useEffect, useState } from "react";

/** What the address names: the browser's back button and a reload keep to it. */
export type Route =
  | { readonly name: "list" }
  | { readonly name: "conversation"; readonly id: string; readonly seq: number | null }
  /** Of all conversations, for moderators, if null. */
  | { readonly name: "moderation"; readonly id: string | null }
  | { readonly name: "operations" }
  | { readonly name: "analytics"; readonly id: string };

const conversation = /^#\/c\/([\w-]{8,64})(?:\/(\d+))?$/;
const analytics = /^#\/analytics\/([\w-]{8,64})$/;
const moderation = /^#\/moderation(?:\/([\w-]{8,64}))?$/;

function read(): Route {
  const chat = conversation.exec(location.hash);
  if (chat?.[1] !== undefined) return { name: "conversation", id: chat[1], seq: chat[2] === undefined ? null : Number(chat[2]) };
  if (location.hash === "#/operations") return { name: "operations" };
  const figures = analytics.exec(location.hash);
  if (figures?.[1] !== undefined) return { name: "analytics", id: figures[1] };
  const desk = moderation.exec(location.hash);
  return desk === null ? { name: "list" } : { name: "moderation", id: desk[1] ?? null };
}

function write(route: Route): string {
  if (route.name === "list") return "#/";
  if (route.name === "operations") return "#/operations";
  if (route.name === "moderation") return route.id === null ? "#/moderation" : `#/moderation/${route.id}`;
  if (route.name === "analytics") return `#/analytics/${route.id}`;
  return route.seq === null ? `#/c/${route.id}` : `#/c/${route.id}/${route.seq}`;
}

export function useRoute(): [Route, (route: Route) => void] {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const follow = () => setRoute(read());
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return [route, (next) => void (location.hash = write(next))];
}
