namespace Pulumi;

/// <summary>The program asked for the value of an output that exists only once the engine has created the resource.</summary>
/// <param name="output">E.g. <c>events.arn</c>.</param>
/// <param name="attempt">What was done to it.</param>
public sealed class UnknownOutputException(string output, string attempt)
    : RunException($"The output '{output}' is known only to the engine and can not be {attempt}: a Pulumi YAML program can not compute with it.")
{
    public string Output => output;
}
