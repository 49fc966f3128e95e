import type { Head } from "../../store/head";

export function titleOf(head: Head, me: string): string {
  if (head.title !== null) return head.title;
  const others = [...head.members].filter(([id]) => id !== me).map(([, name]) => name);
  return others.length === 0 ? "Just you" : others.join(", ");
}

/** Whoever left is no longer among the members. */
export function nameOf(members: Head["members"], userId: string): string {
  return members.get(userId) ?? "Former member";
}

export function subtitleOf(head: Head): string {
  if (head.kind === "Direct") return "Direct conversation";
  return head.memberCount === 1 ? "1 member" : `${head.memberCount.toLocaleString("en")} members`;
}
