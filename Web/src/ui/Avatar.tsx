/** Initials on a ground whose hue follows from the id: the same person looks the same everywhere. */
export function Avatar({ id, name, round = true }: { readonly id: string; readonly name: string; readonly round?: boolean }) {
  return (
    <span className={round ? "avatar" : "avatar squared"} style={{ "--hue": hueOf(id) } as React.CSSProperties} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

function hueOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x9e3779b1);
  return ((hash ^ (hash >>> 15)) >>> 0) % 360;
}

function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((w) => Array.from(w ?? "?")[0]).join("").toUpperCase();
}
