namespace EventChat.Local.AppSync.Javascript;

/// <summary>
/// The members of <c>util</c>, <c>extensions</c> and <c>runtime</c> that this emulator provides. Of AWS's it leaves out: formatted times,
/// normal forms (this process has no Unicode tables), HTTP, XML and SQL utilities, S3 objects, OpenSearch queries and the API cache.
/// </summary>
internal static class Builtins
{
    private static readonly string[] Roots = ["util", "extensions", "runtime"];

    public static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.Ordinal)
    {
        "util.error", "util.appendError", "util.unauthorized", "util.matches", "util.autoId", "util.autoUlid", "util.authType",
        "util.base64Encode", "util.base64Decode", "util.urlEncode", "util.urlDecode", "util.escapeJavaScript",
        "util.time.nowISO8601", "util.time.nowEpochSeconds", "util.time.nowEpochMilliSeconds", "util.time.parseISO8601ToEpochMilliSeconds",
        "util.time.epochMilliSecondsToSeconds", "util.time.epochMilliSecondsToISO8601",
        "util.dynamodb.toDynamoDB", "util.dynamodb.toString", "util.dynamodb.toStringSet", "util.dynamodb.toNumber", "util.dynamodb.toNumberSet",
        "util.dynamodb.toBinary", "util.dynamodb.toBinarySet", "util.dynamodb.toBoolean", "util.dynamodb.toNull", "util.dynamodb.toList",
        "util.dynamodb.toMap", "util.dynamodb.toMapValues",
        "util.math.roundNum", "util.math.minVal", "util.math.maxVal", "util.math.randomDouble", "util.math.randomWithinRange",
        "util.transform.toSubscriptionFilter", "util.transform.toDynamoDBFilterExpression", "util.transform.toDynamoDBConditionExpression",
        "extensions.setSubscriptionFilter", "extensions.setSubscriptionInvalidationFilter", "extensions.invalidateSubscriptions",
        "runtime.earlyReturn",
    };

    /// <summary>True for a path under one of the three roots that is neither a provided member nor a group of them, e.g. <c>util.xml.toMap</c>.</summary>
    public static bool Lacks(string path)
    {
        var parts = path.Split('.');
        if (parts.Length < 2 || !Roots.Contains(parts[0])) return false;
        var prefix = string.Join('.', parts.Take(3));
        return !Names.Contains(prefix) && !Names.Contains($"{parts[0]}.{parts[1]}") && !(parts.Length == 2 && Names.Any(name => name.StartsWith($"{prefix}.", StringComparison.Ordinal)));
    }
}
