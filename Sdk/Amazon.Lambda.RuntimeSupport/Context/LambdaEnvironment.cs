using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What Lambda says about the function in the process's environment.</summary>
internal sealed record LambdaEnvironment(
    string RuntimeApi, string FunctionName, string FunctionVersion, int MemoryInMB, string LogGroup, string LogStream,
    string LogFormat, string LogLevel)
{
    public static LambdaEnvironment Read() => new(
        Variable("AWS_LAMBDA_RUNTIME_API"),
        Variable("AWS_LAMBDA_FUNCTION_NAME"),
        Variable("AWS_LAMBDA_FUNCTION_VERSION"),
        int.TryParse(Variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0,
        Variable("AWS_LAMBDA_LOG_GROUP_NAME"),
        Variable("AWS_LAMBDA_LOG_STREAM_NAME"),
        Variable("AWS_LAMBDA_LOG_FORMAT"),
        Variable("AWS_LAMBDA_LOG_LEVEL"));

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
