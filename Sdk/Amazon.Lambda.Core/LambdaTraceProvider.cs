namespace Amazon.Lambda.Core;

/// <summary>The X-Ray trace header of the invocation at hand.</summary>
public class LambdaTraceProvider
{
    private static readonly AsyncLocal<string> Current = new();

    public static string CurrentTraceId => Current.Value ?? Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");

    internal static void SetCurrentTraceId(string traceId) => Current.Value = traceId;
}
