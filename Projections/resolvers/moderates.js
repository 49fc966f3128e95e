import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Who may moderate: the pool's moderators everywhere, an owner the own conversation, but nobody a conversation of two in which both are owners.
// The read models' aliases come with the same read.
export function request(ctx) {
  const { conversationId } = ctx.args;
  const aliases = ['conversation', 'moderation', 'analytics'].map((projection) => ({ pk: 'alias', sk: projection }));
  const own = conversationId
    ? [
        { pk: `c#${conversationId}`, sk: '#' },
        { pk: `c#${conversationId}`, sk: `m#${ctx.identity.sub}` },
      ]
    : [];
  return ddb.batchGet({ tables: { '__STATE_TABLE__': { keys: aliases.concat(own), consistentRead: true } } });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__STATE_TABLE__'] ?? []).length > 0) {
    util.error('Your membership could not be read; ask again.', 'Busy');
  }
  const [conversations, moderation, analytics, conversation, member] = ctx.result.data['__STATE_TABLE__'];
  const { conversationId } = ctx.args;
  const moderator = (ctx.identity.groups ?? []).indexOf('moderators') >= 0;
  if (!moderator && !conversationId) {
    util.error('Only moderators see all conversations.', 'NotAllowed');
  }
  if (conversationId && (!conversation || (!moderator && !member))) {
    // The same answer whether the conversation does not exist or is not yours.
    util.error('There is no such conversation.', 'NotFound', null, { field: 'conversationId' });
  }
  if (!moderator && (member.role !== 'Owner' || conversation.kind === 'Direct')) {
    util.error('Only owners of the conversation and moderators may see this.', 'NotAllowed');
  }
  ctx.stash.generation = `conversation@${conversations?.g ?? 1}`;
  ctx.stash.moderation = `moderation@${moderation?.g ?? 1}`;
  ctx.stash.analytics = `analytics@${analytics?.g ?? 1}`;
  ctx.stash.policy = conversation?.policy;
  ctx.stash.log = `m#${conversationId}`;
  return null;
}
