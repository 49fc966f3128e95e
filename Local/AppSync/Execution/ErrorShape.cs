using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;

namespace EventChat.Local.AppSync.Execution;

/// <summary>Errors as AppSync writes them.</summary>
internal static class ErrorShape
{
    // GraphQL.NET names the section of the specification, AppSync (graphql-java) the kind of mistake.
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["5.3.1"] = "FieldUndefined",
        ["5.3.2"] = "FieldsConflict",
        ["5.3.3"] = "SubselectionRequired",
        ["5.4.1"] = "UnknownArgument",
        ["5.4.2"] = "DuplicateArgumentNames",
        ["5.4.2.1"] = "MissingFieldArgument",
        ["5.5.1.2"] = "UnknownType",
        ["5.5.1.4"] = "UnusedFragment",
        ["5.5.2.1"] = "UndefinedFragment",
        ["5.5.2.2"] = "FragmentCycle",
        ["5.6.1"] = "WrongType",
        ["5.7.1"] = "UnknownDirective",
        ["5.8"] = "WrongType",
        ["5.8.2"] = "NonInputTypeOnVariable",
        ["5.8.3"] = "UndefinedVariable",
        ["5.8.4"] = "UnusedVariable",
        ["5.8.5"] = "VariableTypeMismatch",
    };

    public static void Write(Utf8JsonWriter json, ExecutionError error)
    {
        json.WriteStartObject();
        switch (error)
        {
            case FieldError field: WriteFieldError(json, field); break;
            case ValidationError invalid: WriteRequestError(json, invalid, "ValidationError", $"Validation error of type {Kind(invalid)}: {invalid.Message}"); break;
            case TooMuchError: WriteRequestError(json, error, "LimitExceededError", error.Message); break;
            case DocumentError: WriteRequestError(json, error, "InvalidSyntax", $"Invalid Syntax : {FirstLine(error)}"); break;
            default: WriteExecutionError(json, error); break;
        }
        json.WriteEndObject();
    }

    private static void WriteFieldError(Utf8JsonWriter json, FieldError error)
    {
        WritePath(json, error);
        json.WritePropertyName("data");
        PlainValues.Write(json, error.Error.Data);
        json.WriteString("errorType", error.Error.Type);
        json.WritePropertyName("errorInfo");
        PlainValues.Write(json, error.Error.Info);
        WriteLocations(json, error);
        json.WriteString("message", error.Message);
    }

    private static void WriteRequestError(Utf8JsonWriter json, ExecutionError error, string type, string message)
    {
        json.WriteNull("path");
        WriteLocations(json, error);
        json.WriteString("errorType", type);
        json.WriteString("message", message);
    }

    /// <summary>A value that does not fit the schema. What went wrong inside is not for the client.</summary>
    private static void WriteExecutionError(Utf8JsonWriter json, ExecutionError error)
    {
        WritePath(json, error);
        WriteLocations(json, error);
        var path = error.Path is null ? "" : $" (/{string.Join('/', error.Path)})";
        json.WriteString("message", error switch
        {
            InvalidOperationError => error.Message,
            _ when error.Message.Contains("non-null", StringComparison.OrdinalIgnoreCase) || error.InnerException?.Message.Contains("non-null", StringComparison.OrdinalIgnoreCase) == true
                => $"Cannot return null for non-nullable type{path}",
            _ => $"Can't serialize value{path}",
        });
    }

    private static string Kind(ValidationError error) => error.Number is { } number && Kinds.TryGetValue(number, out var kind) ? kind : "InvalidSyntax";

    private static string FirstLine(ExecutionError error) => error.Message.Split('\n', 2)[0];

    private static void WritePath(Utf8JsonWriter json, ExecutionError error)
    {
        json.WritePropertyName("path");
        PlainValues.Write(json, error.Path?.ToList());
    }

    private static void WriteLocations(Utf8JsonWriter json, ExecutionError error)
    {
        json.WritePropertyName("locations");
        if (error.Locations is not { Count: > 0 } locations)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartArray();
        foreach (var location in locations)
        {
            json.WriteStartObject();
            json.WriteNumber("line", location.Line);
            json.WriteNumber("column", location.Column);
            json.WriteNull("sourceName");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
