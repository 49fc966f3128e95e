using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>An error as the API names it; the message tells the caller what to change.</summary>
public sealed class StepFunctionsException(string type, string message) : WireException(type, message)
{
    internal static StepFunctionsException Validation(string message) => new("ValidationException", message);

    internal static StepFunctionsException Constraint(string member, string? value, string constraint) => Validation(
        $"1 validation error detected: Value {(value is null ? "null" : $"'{Brief(value)}'")} at '{member}' failed to satisfy constraint: {constraint}");

    internal static StepFunctionsException InvalidArn(string arn, string why = "Invalid ARN prefix") => new("InvalidArn", $"Invalid Arn: '{why}: {Brief(arn)}'");

    internal static StepFunctionsException NoMachine(string arn) => new("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{Brief(arn)}'");

    internal static StepFunctionsException NoExecution(string arn) => new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{Brief(arn)}'");

    internal static StepFunctionsException NoResource(string arn) => new("ResourceNotFound", $"Resource not found: '{Brief(arn)}'");

    internal static StepFunctionsException BadPage() => new("InvalidToken", "Invalid Token: 'Invalid token'");

    // A megabyte of somebody's text is of no use in an error.
    private static string Brief(string value) => value.Length <= 256 ? value : string.Concat(value.AsSpan(0, 256), "…");
}
