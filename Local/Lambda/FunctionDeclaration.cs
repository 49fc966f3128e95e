using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.Local.Lambda;

/// <summary>Reads an <c>aws:lambda/function:Function</c>; what would run differently here than on AWS is refused.</summary>
internal static class FunctionDeclaration
{
    /// <summary>Read, or without an effect that the function or a caller could see.</summary>
    private static readonly HashSet<string> Known =
    [
        "name", "code", "handler", "runtime", "role", "memorySize", "timeout", "environment", "reservedConcurrentExecutions", "architectures",
        "description", "tags", "tracingConfig", "loggingConfig", "packageType", "sourceCodeHash", "ephemeralStorage", "publish",
    ];

    /// <summary>Set by Lambda; it refuses a function that sets them itself.</summary>
    private static readonly HashSet<string> Reserved =
    [
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_RUNTIME_API", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
    ];

    public static LocalFunction Read(ResourceDeclaration resource, LocalAddress address, AccessKey? credentials)
    {
        var inputs = resource.Inputs;
        foreach (var (input, value) in inputs)
            if (value is not null && !Known.Contains(input)) throw Refused(resource, $"the input '{input}' is not emulated");
        if (Text(inputs, "packageType") is { } type && type != "Zip") throw Refused(resource, "only zip packages run here, no images");
        if (inputs["publish"]?.GetValue<bool>() is true) throw Refused(resource, "versions are not emulated; leave 'publish' out");

        var name = Text(inputs, "name") ?? resource.LogicalName;
        var handler = Text(inputs, "handler") ?? throw Refused(resource, "it has no handler");
        var memory = Number(resource, "memorySize", 128, 128, 10_240);
        var reserved = Number(resource, "reservedConcurrentExecutions", -1, -1, int.MaxValue);
        return new LocalFunction(
            name, Artifact(resource), handler, Environment(resource, name, handler, memory, address, credentials),
            TimeSpan.FromSeconds(Number(resource, "timeout", 3, 1, 900)), memory, reserved < 0 ? null : reserved, inputs);
    }

    private static string Artifact(ResourceDeclaration resource)
    {
        var path = resource.Inputs["code"] switch
        {
            JsonValue value when value.TryGetValue(out string? text) => text,
            JsonObject { Count: 1 } archive when archive.First().Value is JsonValue value && value.TryGetValue(out string? text) => text,
            _ => throw Refused(resource, "its code is no file archive"),
        };
        return Path.GetFileNameWithoutExtension(path.TrimEnd('/'));
    }

    private static Dictionary<string, string> Environment(
        ResourceDeclaration resource, string name, string handler, int memory, LocalAddress address, AccessKey? credentials)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (variable, value) in resource.Inputs["environment"]?["variables"]?.AsObject() ?? [])
        {
            if (Reserved.Contains(variable)) throw Refused(resource, $"Lambda reserves the environment variable {variable}");
            variables[variable] = value?.ToString() ?? "";
        }
        variables.TryAdd("AWS_ENDPOINT_URL", address.BaseUrl);
        variables["AWS_REGION"] = variables["AWS_DEFAULT_REGION"] = LocalAddress.Region;
        variables["AWS_LAMBDA_FUNCTION_NAME"] = name;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = LocalFunction.Version;
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = memory.ToString(CultureInfo.InvariantCulture);
        variables["_HANDLER"] = handler;
        if (credentials is null) return variables;
        variables["AWS_ACCESS_KEY_ID"] = credentials.Id;
        variables["AWS_SECRET_ACCESS_KEY"] = credentials.Secret;
        variables["AWS_SESSION_TOKEN"] = credentials.SessionToken ?? "";
        return variables;
    }

    private static string? Text(JsonObject inputs, string name) => inputs[name]?.GetValue<string>();

    private static int Number(ResourceDeclaration resource, string name, int otherwise, int least, int most)
    {
        if (resource.Inputs[name] is not { } value) return otherwise;
        return int.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number
                : throw Refused(resource, $"'{name}' is {value}; Lambda takes {least} to {most}");
    }

    private static UnsupportedResourceException Refused(ResourceDeclaration resource, string why) =>
        new($"Function {resource.LogicalName}: {why}.");
}
