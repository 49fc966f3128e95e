import type { Head } from "../../store/head";
import type { Message } from "../../store/model";

/** Contracts/Limits.cs, Mentions. */
const most = 20;

/** What is typed of a name at the caret: "hello @al|" → `al` from 6. */
export type Typed = { readonly from: number; readonly query: string };

export function typedAt(text: string, caret: number): Typed | null {
  const match = /(?:^|[\s(])@([\p{L}\p{N}._-]{0,40})$/u.exec(text.slice(0, caret));
  return match === null ? null : { from: caret - (match[1] ?? "").length - 1, query: match[1] ?? "" };
}

/** Members whose name begins with what is typed come first, then those who have it inside. */
export function candidates(members: Head["members"], query: string, me: string): readonly (readonly [string, string])[] {
  const wanted = query.toLowerCase();
  return [...members]
    .filter(([id, name]) => id !== me && name.toLowerCase().includes(wanted))
    .sort(([, a], [, b]) => Number(b.toLowerCase().startsWith(wanted)) - Number(a.toLowerCase().startsWith(wanted)) || a.localeCompare(b))
    .slice(0, 6);
}

/** Text and caret with the name in place of what was typed of it. */
export function completed(text: string, typed: Typed, name: string): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, typed.from)}@${name} `;
  return { text: before + text.slice(typed.from + 1 + typed.query.length).replace(/^ /, ""), caret: before.length };
}

/** Ids of the members named in a text. */
export function mentionsIn(text: string, members: Head["members"]): string[] {
  const ids = [...members].filter(([, name]) => placesOf(text, name).length > 0).map(([id]) => id);
  return ids.slice(0, most);
}

type Piece = { readonly text: string; readonly userId: string | null };

/** The text cut at the names that its author meant. */
export function pieces({ text, mentions }: Message, members: Head["members"]): readonly Piece[] {
  const words = text ?? "";
  const named = (mentions ?? []).flatMap((id) => {
    const name = members.get(id);
    return name === undefined ? [] : placesOf(words, name).map((at) => ({ id, at, end: at + name.length + 1 }));
  });
  const result: Piece[] = [];
  let done = 0;
  // Of two names at one place the longer one: @ann and @anna.
  for (const { id, at, end } of named.sort((a, b) => a.at - b.at || b.end - a.end)) {
    if (at < done) continue;
    if (at > done) result.push({ text: words.slice(done, at), userId: null });
    result.push({ text: words.slice(at, end), userId: id });
    done = end;
  }
  return done < words.length ? [...result, { text: words.slice(done), userId: null }] : result;
}

function placesOf(text: string, name: string): number[] {
  const places: number[] = [];
  const [lowerText, wanted] = [text.toLowerCase(), `@${name.toLowerCase()}`];
  for (let at = lowerText.indexOf(wanted); at >= 0; at = lowerText.indexOf(wanted, at + 1)) {
    const next = lowerText.charAt(at + wanted.length);
    const goesOn = /[\p{L}\p{N}_-]/u.test(next) || (next === "." && /[\p{L}\p{N}]/u.test(lowerText.charAt(at + wanted.length + 1)));
    if (!goesOn && (at === 0 || !/[\p{L}\p{N}]/u.test(lowerText.charAt(at - 1)))) places.push(at);
  }
  return places;
}
