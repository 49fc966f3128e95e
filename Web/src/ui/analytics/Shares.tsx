import type { CountedWord } from "../../store/audit";

type Props = { readonly title: string; readonly words: readonly CountedWord[]; readonly name: (word: string) => string; readonly hint: string };

/** Lines shown; the rest are one. */
const most = 5;

/** How a whole is made up: a bar with its name and share a line, so that no colour has to be told from another. */
export function Shares({ title, words, name, hint }: Props) {
  const total = words.reduce((sum, w) => sum + w.count, 0);
  const rest = words.slice(most).reduce((sum, w) => sum + w.count, 0);
  const lines = [...words.slice(0, most).map((w) => [name(w.word), w.count] as const), ...(rest > 0 ? [["Others", rest] as const] : [])].filter(([, count]) => count > 0);
  return (
    <section className="chart" aria-label={title}>
      <h2>{title}</h2>
      {lines.length === 0 && <p className="quiet">Nothing was analysed in this period.</p>}
      <ul className="shares">
        {lines.map(([word, count]) => (
          <li key={word}>
            <span>{word}</span>
            <span className="share" aria-hidden="true"><span style={{ width: `${(count / total) * 100}%` }} /></span>
            <span className="score" title={count.toLocaleString()}>{Math.round((count / total) * 100)} %</span>
          </li>
        ))}
      </ul>
      {lines.length > 0 && <p className="hint">{hint}</p>}
    </section>
  );
}
