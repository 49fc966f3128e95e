namespace EventChat.Local.Iam;

/// <summary>What a caller wants to do to one resource.</summary>
/// <param name="Action">E.g. <c>dynamodb:PutItem</c>; a batch or a transaction is several requests.</param>
/// <param name="Resource">Its ARN; <c>*</c> for an action that takes none.</param>
/// <param name="Context">What conditions may look at: <c>events:source</c>, <c>kms:ViaService</c>.</param>
public readonly record struct AccessRequest(string Action, string Resource, IReadOnlyDictionary<string, string>? Context = null);
