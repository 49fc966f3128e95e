import { util } from '@aws-appsync/utils';

// Every command. Not a direct Lambda resolver: that one can not turn a refusal into a typed error.
export function request(ctx) {
  return {
    operation: 'Invoke',
    payload: { arguments: ctx.args, identity: ctx.identity, info: { fieldName: ctx.info.fieldName } },
  };
}

export function response(ctx) {
  if (ctx.error) {
    // The function broke, and its words are for its log. Its outcome is unknown, and the same id may be sent again.
    util.error('The command failed; send it again with the same commandId.', ctx.error.type);
  }
  const { refusal } = ctx.result;
  if (refusal) {
    util.error(refusal.message, refusal.type, null, refusal.info);
  }
  return ctx.result.data;
}
