import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// From the state table: what you have just set holds, and the webhook's secret is in no event.
export function request(ctx) {
  return ddb.get({ key: { pk: `u#${ctx.identity.sub}`, sk: 'preferences' }, consistentRead: true });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('Your preferences could not be read; ask again.', 'Busy');
  }
  const stored = ctx.result ? JSON.parse(ctx.result.d) : {};
  const preferences = stored.preferences ?? {};
  return {
    level: preferences.level,
    conversations: preferences.conversations ?? [],
    timeZone: preferences.timeZone ?? 'Etc/UTC',
    quietFrom: preferences.quietFrom,
    quietTo: preferences.quietTo,
    email: preferences.email ?? false,
    digestAt: preferences.digestAt,
    pushTarget: preferences.pushTarget,
    webhookUrl: preferences.webhookUrl,
    webhookSecret: stored.webhookSecret,
    snoozedUntil: preferences.snoozedUntil,
  };
}
