namespace EventChat.Local.Stack;

/// <summary>The stack can not be stood up; the message names the resource, variable or output and what is wrong with it.</summary>
public sealed class StackException(string where, string problem, Exception? innerException = null)
    : Exception($"{where}: {problem}", innerException)
{
    /// <summary>E.g. <c>commandsFunction (aws:lambda/function:Function)</c>.</summary>
    public string Where => where;
}
