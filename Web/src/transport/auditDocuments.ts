/** The operations around the audit trail and the figures by day. */

const entry = "log seq at action actorId actorName conversationId userId userName messageSeq versionSeq facts";
const day = `date messages activeUsers edits deletions removals hours responses responseSeconds firstResponseSeconds languages { word count } sentiments { word count }
  screened toxic labels { word count } flags`;

export const auditTrail = `query AuditTrail($conversationId: ID, $from: AWSDateTime, $to: AWSDateTime, $nextToken: String) {
  auditTrail(conversationId: $conversationId, from: $from, to: $to, limit: 50, nextToken: $nextToken) { items { ${entry} } nextToken }
}`;
export const auditTrailOfUser = `query AuditTrailOfUser($userId: ID!, $from: AWSDateTime, $to: AWSDateTime, $nextToken: String) {
  auditTrailOfUser(userId: $userId, from: $from, to: $to, limit: 50, nextToken: $nextToken) { items { ${entry} } nextToken }
}`;
export const analyticsDays = `query AnalyticsDays($conversationId: ID!, $from: AWSDate!, $to: AWSDate!) {
  analyticsDays(conversationId: $conversationId, from: $from, to: $to) { items { ${day} } }
}`;
