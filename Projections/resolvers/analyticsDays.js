import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Rows of 92 days, three a day: each log writes its own.
const DAY_ROWS = 276;

export function request(ctx) {
  const { conversationId, from, to } = ctx.args;
  return ddb.query({
    // '$' is the character after the '#' that follows the day.
    query: { pk: { eq: `${ctx.stash.days}|c#${conversationId}` }, sk: { between: [`d#${from}`, `d#${to}$`] } },
    limit: DAY_ROWS,
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The figures could not be read; ask again.', 'Busy');
  }
  // No figure is in two kinds of row, so those of a day lie over one another; a day that is over lies over what the head said of it.
  const days = {};
  for (const row of ctx.stash.heads.concat(ctx.result.items)) {
    days[row.date] = { ...(days[row.date] ?? {}), ...row };
  }
  return { items: Object.keys(days).sort().map((date) => day(days[date])) };
}

function day(row) {
  const responses = row.responses ?? 0;
  return {
    date: row.date,
    messages: row.messages ?? 0,
    activeUsers: row.activeUsers ?? 0,
    edits: row.edits ?? 0,
    deletions: row.deletions ?? 0,
    removals: row.removals ?? 0,
    hours: row.hours ?? [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    responses,
    responseSeconds: row.responseSeconds ?? 0,
    meanResponseSeconds: responses > 0 ? row.responseSeconds / responses : null,
    firstResponseSeconds: row.firstResponseSeconds,
    languages: row.languages ?? [],
    sentiments: row.sentiments ?? [],
    screened: row.screened ?? 0,
    toxic: row.toxic ?? 0,
    labels: row.labels ?? [],
    flags: row.flags ?? 0,
  };
}
