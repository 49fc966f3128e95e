import { useEffect, useState } from "react";
import { type AnalyticsDay, dayByDay, heatOf, lastDays, meanResponse, together } from "../../store/audit";
import { asProblem, sentenceFor } from "../../store/problem";
import { IconButton } from "../Icon";
import { usePlaceNames } from "../moderation/names";
import { capital, inWords } from "../reasons";
import { Select } from "../Select";
import { useSession } from "../useSession";
import { DayBars } from "./DayBars";
import { DayTable } from "./DayTable";
import { Heat } from "./Heat";
import { Shares } from "./Shares";
import { languageName, secondsText } from "./words";

type Props = { readonly of: string; readonly onClose: () => void };

/** The service tells of 92 days at most. */
const periods = [["7", "7 days"], ["28", "4 weeks"], ["92", "3 months"]] as const;

/** How a conversation goes, day by day: for its owners and for moderators. */
export function AnalyticsPage({ of, onClose }: Props) {
  const { api } = useSession();
  const { title } = usePlaceNames();
  const [period, setPeriod] = useState<(typeof periods)[number][0]>("28");
  const [days, setDays] = useState<readonly AnalyticsDay[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    let current = true;
    const dates = lastDays(Number(period), Date.now());
    setFailure(null);
    api.analyticsDays(of, dates[0] ?? "", dates.at(-1) ?? "").then(
      ({ items }) => { if (current) setDays(dayByDay(dates, items)); },
      (error: unknown) => { if (current) { setDays(null); setFailure(sentenceFor(asProblem(error))); } },
    );
    return () => void (current = false);
  }, [api, of, period]);

  return (
    <section className="desk" aria-label="Analytics">
      <header className="conversation-head">
        <IconButton icon="back" label="Back to the conversation" className="icon-button back always" onClick={onClose} />
        <div className="conversation-title">
          <h1>Analytics</h1>
          <p>{title(of)}</p>
        </div>
        <Select label="Period" options={periods} value={period} onChange={setPeriod} />
      </header>
      <div className="analytics" tabIndex={0} role="region" aria-label="Figures">
        {failure !== null && <p role="alert">{failure}</p>}
        {days === null && failure === null && <p className="quiet" role="status">Counting…</p>}
        {days !== null && <Figures days={days} />}
      </div>
    </section>
  );
}

function Figures({ days }: { readonly days: readonly AnalyticsDay[] }) {
  const sum = (of: (day: AnalyticsDay) => number) => days.reduce((total, day) => total + of(day), 0);
  const mean = meanResponse(days);
  const first = days.find((d) => d.firstResponseSeconds !== null)?.firstResponseSeconds ?? null;
  const people = Math.max(...days.map((d) => d.activeUsers));
  return (
    <>
      <dl className="figures">
        <Figure name="Messages" value={sum((d) => d.messages).toLocaleString()} more={`${sum((d) => d.edits)} edited, ${sum((d) => d.deletions)} deleted`} />
        <Figure name="People a day, at most" value={people.toLocaleString()} more={people > 100 ? "an estimate, give or take 5 %" : "who sent or edited"} />
        <Figure name="Time to an answer" value={mean === null ? "–" : secondsText(mean)} more={first === null ? "on average" : `on average; the first came after ${secondsText(first)}`} />
        <Figure name="Removed" value={sum((d) => d.removals).toLocaleString()} more={`${sum((d) => d.toxic)} toxic, ${sum((d) => d.flags)} reported`} />
      </dl>
      <div className="charts">
        <DayBars title="Messages" days={days} value={(d) => d.messages} text={(n) => n.toLocaleString()} />
        <DayBars title="People" days={days} value={(d) => d.activeUsers} text={(n) => n.toLocaleString()} />
        <DayBars
          title="Time to an answer" days={days} value={(d) => (d.responses === 0 ? 0 : d.responseSeconds / d.responses)} text={secondsText}
          hint="Mean of each day, from a member's message to an owner's answer."
        />
        <DayBars
          title="Toxic messages" tone="danger" days={days} value={(d) => d.toxic} text={(n) => n.toLocaleString()}
          hint={labelsHint(together(days.map((d) => d.labels)).slice(0, 3).map((l) => `${inWords(l.word)} ${l.count}`))}
        />
        <Shares title="Sentiment" words={together(days.map((d) => d.sentiments))} name={(w) => capital(inWords(w))} hint="Of the messages in the sample." />
        <Shares title="Languages" words={together(days.map((d) => d.languages))} name={languageName} hint="Of the messages in the sample." />
      </div>
      <Heat rows={heatOf(days)} />
      <DayTable days={days} />
    </>
  );
}

function labelsHint(labels: readonly string[]): string {
  return labels.length === 0 ? "A label at a confidence of 50 % or more." : `A label at a confidence of 50 % or more: ${labels.join(", ")}.`;
}

function Figure({ name, value, more }: { readonly name: string; readonly value: string; readonly more: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value} <small>{more}</small></dd>
    </div>
  );
}
