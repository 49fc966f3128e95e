using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Amazon.Comprehend;
using Amazon.EventBridge;
using Amazon.Runtime;
using Amazon.StepFunctions;

namespace EventChat.UnitTests.Sdk;

/// <summary>A misspelt member is never sent and never read, and nothing says so: botocore's models know every name and type.</summary>
public sealed class ServiceModelTests
{
    [SkippableTheory]
    [InlineData("stepfunctions", typeof(IAmazonStepFunctions))]
    [InlineData("events", typeof(IAmazonEventBridge))]
    [InlineData("comprehend", typeof(IAmazonComprehend))]
    public async Task Every_operation_member_and_value_is_the_services_own(string service, Type client)
    {
        var check = new Check(await ModelAsync(service));

        foreach (var method in client.GetMethods().Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal))) check.Operation(method);

        Assert.Empty(check.Differences);
        Assert.True(check.Members > 40, $"Only {check.Members} members were compared.");
    }

    private static async Task<JsonNode> ModelAsync(string service, [CallerFilePath] string here = "")
    {
        var script = Path.Combine(Path.GetDirectoryName(here)!, "service_model.py");
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", [script, service]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = python.StandardError.ReadToEndAsync();
            var model = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            Skip.If(python.ExitCode != 0, $"botocore is not installed: {(await errors).TrimEnd().Split('\n')[^1]}");
            return JsonNode.Parse(model)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("Python is not installed.");
        }
    }

    private sealed class Check(JsonNode model)
    {
        private readonly HashSet<Type> _seen = [];

        public List<string> Differences { get; } = [];

        public int Members { get; private set; }

        public void Operation(MethodInfo method)
        {
            var name = method.Name[..^"Async".Length];
            if (model["operations"]![name] is not { } operation)
            {
                Differences.Add($"no operation {name}");
                return;
            }
            Structure(method.GetParameters()[0].ParameterType, operation["input"]?.GetValue<string>());
            Structure(method.ReturnType.GenericTypeArguments[0], operation["output"]?.GetValue<string>());
        }

        private void Structure(Type type, string? shape)
        {
            if (!_seen.Add(type)) return;
            var members = shape is null ? [] : model["structures"]![shape]!.AsObject().ToDictionary(m => Pascal(m.Key), m => m.Value!.GetValue<string>());
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                Members++;
                if (members.TryGetValue(property.Name, out var of)) Value(property.PropertyType, of, $"{type.Name}.{property.Name}");
                else Differences.Add($"no member {type.Name}.{property.Name}");
            }
        }

        private void Value(Type type, string shape, string at)
        {
            if (model["structures"]![shape] is not null)
            {
                if (!type.Name.EndsWith("Response", StringComparison.Ordinal) && type.Name != shape) Differences.Add($"{at} is a {type.Name}, not {shape}");
                Structure(type, shape);
                return;
            }
            var simple = model["simple"]![shape]!;
            if (simple["type"]!.GetValue<string>() is "list" or "map")
                Value(type.GenericTypeArguments[^1], simple["of"]!.GetValue<string>(), at);
            else if (typeof(ConstantClass).IsAssignableFrom(type)) Enumeration(type, simple["enum"]?.AsArray(), at);
            else if (Expected(simple) != (Nullable.GetUnderlyingType(type) ?? type)) Differences.Add($"{at} is a {type}, not {Expected(simple)}");
        }

        private void Enumeration(Type type, JsonArray? values, string at)
        {
            var known = type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => ((ConstantClass)f.GetValue(null)!).Value).Order();
            var right = (values ?? []).Select(v => v!.GetValue<string>()).Order();
            // A newer botocore may know more.
            if (known.Except(right).ToList() is { Count: > 0 } wrong) Differences.Add($"{at}: no {string.Join(", ", wrong)}");
        }

        private static Type Expected(JsonNode simple) => simple["type"]!.GetValue<string>() switch
        {
            "string" when simple["enum"] is not null => typeof(ConstantClass),
            "string" => typeof(string),
            "boolean" => typeof(bool),
            "integer" => typeof(int),
            "long" => typeof(long),
            "float" => typeof(float),
            "double" => typeof(double),
            "timestamp" => typeof(DateTime),
            var other => throw new NotSupportedException(other),
        };

        private static string Pascal(string wire) => char.ToUpperInvariant(wire[0]) + wire[1..];
    }
}
